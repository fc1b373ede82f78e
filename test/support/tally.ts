import { appendFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

/**
 * Closes a run with one plain line, "N passed, N failed, N skipped", which needs no knowledge of
 * vitest to read, and refuses a run in which nothing ran.
 */
export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      let tests = 0;
      for (const test of module.children.allTests()) {
        tests += 1;
        const { state } = test.result();
        count[state === "pending" ? "skipped" : state] += 1;
      }
      // A file that could not be loaded has no tests, and is a failure all the same.
      if (tests === 0 && module.state() === "failed") count.failed += 1;
    }
    count.failed += errors.length;

    if (count.passed + count.failed === 0) {
      process.stderr.write("No test ran.\n");
      process.exitCode = 1;
    }
    const file = process.env.TALLY_FILE;
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(count)}\n`);
    process.stdout.write(
      `\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`,
    );
  }
}
