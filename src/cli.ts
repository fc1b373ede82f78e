import process from "node:process";
import { type Command, CommanderError } from "commander";
import { version } from "virtual:version";
import { type ExitCode, UserError } from "./errors.ts";
import { type Host, realHost } from "./host.ts";
import { createFlags, programOf, usageError } from "./program.ts";

/** Runs one command line to its end and gives back the exit code. Only this file sets it. */
async function main(args: readonly string[], host: Host): Promise<ExitCode> {
  let exit: ExitCode = 0;
  const program = programOf(version, host.output, {
    create: async (directory, options) => {
      const { create } = await import("./commands/create.ts");
      exit = await create(createFlags(directory, options), version, host);
    },
    list: async (what, json) => (await import("./commands/list.ts")).list(what, json, host),
    schema: async () => (await import("./commands/schema.ts")).schema(host),
  });
  try {
    await program.parseAsync(args[0] === "create" ? args.slice(1) : args, { from: "user" });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    return reportFailure(error, program, args, host);
  }
}

async function reportFailure(
  thrown: unknown,
  program: Command,
  args: readonly string[],
  host: Host,
): Promise<ExitCode> {
  const { errorJson, errorText } = await import("./report.ts");
  const error = thrown instanceof CommanderError ? usageError(thrown, program) : thrown;
  if (args.includes("--json")) host.output.out(errorJson(error));
  host.output.err(errorText(error, args.includes("--verbose")));
  return error instanceof UserError ? error.exit : 70;
}

const controller = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    // The second time somebody really means it; what is left lies under a temporary name.
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  });
}
// Whoever reads the first lines and goes away is no error: `list | head -1`.
process.stdout.on("error", () => undefined);

process.exitCode = await main(process.argv.slice(2), realHost(controller.signal));
