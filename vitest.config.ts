import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { builtinPack } from "./build/builtin-pack.ts";

const packed = "test/support/packed.ts";

/** Tests of what a user gets: the packed program, and what it generates. */
const fromTarball = (name: string, more: object = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    globalSetup: packed,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    ...more,
  },
});

export default defineConfig({
  test: {
    // Most tests wait for programs that they have started, so two at a time are never too many.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ["default", "./test/support/tally.ts"],
    projects: [
      {
        plugins: [builtinPack(import.meta.dirname)],
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.ts"],
          // Pure rooms keep nothing, so their modules are read once for all files.
          isolate: false,
          // A limit for what hangs: no verdict on how fast the machine is.
          testTimeout: 60_000,
        },
      },
      { test: { name: "golden", include: ["test/golden/*.test.ts"], globalSetup: packed } },
      fromTarball("e2e"),
      fromTarball("faults"),
      fromTarball("conformance", { maxConcurrency: 2 }),
      fromTarball("docs", { testTimeout: 900_000 }),
      fromTarball("live", { testTimeout: 600_000 }),
      {
        plugins: [builtinPack(import.meta.dirname)],
        test: {
          name: "matrix",
          include: ["test/matrix/*.test.ts"],
          testTimeout: 700_000,
          hookTimeout: 7_200_000,
          maxConcurrency: 2,
        },
      },
      fromTarball("runtimes", { hookTimeout: 400_000 }),
    ],
  },
});
