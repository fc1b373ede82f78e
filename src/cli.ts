import { help } from "virtual:help";
import { version } from "virtual:version";
import { errorJson, errorText } from "./commands/report.ts";
import { type Host, realHost } from "./host/host.ts";
import { type ExitCode, UserError } from "./words/errors.ts";

/** Runs one command line to its end and gives back the exit code. Only this file sets it. */
async function main(args: readonly string[], host: Host): Promise<ExitCode> {
  // Most often asked for, and the same every time: no parser is needed.
  if (args.length === 1 && (args[0] === "--help" || args[0] === "-h")) {
    host.output.out(help);
    return 0;
  }
  let exit: ExitCode = 0;
  try {
    const { createFlags, parse, programOf } = await import("./program.ts");
    const program = programOf(version, host.output, {
      create: async (directory, options) => {
        const { create } = await import("./commands/create.ts");
        exit = await create(createFlags(directory, options), version, host);
      },
      list: async (what, flags) => (await import("./commands/list.ts")).list(what, flags, host),
      schema: async () => (await import("./commands/schema.ts")).schema(host),
      packInit: async (directory, json) =>
        (await import("./commands/pack-init.ts")).packInit(directory, json, version, host),
      packValidate: async (spec, json) => {
        const { packValidate } = await import("./commands/pack-validate.ts");
        exit = await packValidate(spec, json, host);
      },
      packTest: async (spec, projects, json) => {
        const { packTest } = await import("./commands/pack-test.ts");
        exit = await packTest(spec, { projects, json }, version, host);
      },
      packPreview: async (spec, file, options) => {
        const { packPreview } = await import("./commands/pack-preview.ts");
        await packPreview(spec, file, createFlags(undefined, options), version, host);
      },
    });
    await parse(program, args[0] === "create" ? args.slice(1) : args);
    return exit;
  } catch (error) {
    if (args.includes("--json")) host.output.out(errorJson(error));
    host.output.err(errorText(error, args.includes("--verbose")));
    return error instanceof UserError ? error.exit : 70;
  }
}

const controller = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    // The second time somebody really means it; what is left lies under a temporary name.
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  });
}

// Stays when nothing is left to wait for and nothing was decided either.
process.exitCode = 70;
void main(process.argv.slice(2), realHost(controller.signal)).then((exit) => {
  process.exitCode = exit;
});
