import { worksOnEveryNode } from "../support/runtimes.ts";

worksOnEveryNode({
  id: "pnpm",
  lock: "pnpm-lock.yaml",
  frozen: ["install", "--frozen-lockfile"],
  node: "20.19",
});
