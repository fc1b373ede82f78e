import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { builtinPack } from "./build/builtin-pack.ts";

const packed = "test/support/packed.ts";

export default defineConfig({
  test: {
    // Most tests wait for programs that they have started, so two at a time are never too many.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ["default", "./test/support/tally.ts"],
    projects: [
      {
        plugins: [builtinPack(import.meta.dirname)],
        test: { name: "unit", include: ["test/unit/**/*.test.ts"] },
      },
      { test: { name: "golden", include: ["test/golden/*.test.ts"], globalSetup: packed } },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: packed,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: "faults",
          include: ["test/faults/**/*.test.ts"],
          globalSetup: packed,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: "conformance",
          include: ["test/conformance/*.test.ts"],
          globalSetup: packed,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          maxConcurrency: 2,
        },
      },
      {
        test: {
          name: "live",
          include: ["test/live/*.test.ts"],
          globalSetup: packed,
          testTimeout: 600_000,
          hookTimeout: 240_000,
        },
      },
      {
        plugins: [builtinPack(import.meta.dirname)],
        test: {
          name: "matrix",
          include: ["test/matrix/*.test.ts"],
          testTimeout: 700_000,
          hookTimeout: 2_400_000,
          maxConcurrency: 2,
        },
      },
      {
        test: {
          name: "runtimes",
          include: ["test/runtimes/**/*.test.ts"],
          globalSetup: packed,
          testTimeout: 240_000,
          hookTimeout: 400_000,
        },
      },
    ],
  },
});
