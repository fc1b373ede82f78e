import { worksOnEveryNode } from "../support/runtimes.ts";

worksOnEveryNode({ id: "npm", lock: "package-lock.json", frozen: ["ci"], node: "24" });
