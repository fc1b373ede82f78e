import { Command, CommanderError, Option } from "commander";
import type { PartialAnswers } from "./answers/answers.ts";
import { readPairs } from "./answers/pairs.ts";
import type { CreateFlags } from "./commands/create.ts";
import type { ListFlags } from "./commands/list.ts";
import type { Output } from "./host/host.ts";
import { UserError } from "./words/errors.ts";
import { nearest, suggestion } from "./words/nearest.ts";

/** What commander hands over for `create`. */
export interface CreateOptions extends Omit<
  PartialAnswers,
  "directory" | "factors" | "packs" | "set"
> {
  readonly factors?: string;
  readonly pack?: readonly string[];
  readonly set?: readonly string[];
  readonly answers?: string;
  readonly intoExisting?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

export interface Verbs {
  readonly create: (directory: string | undefined, options: CreateOptions) => Promise<void>;
  readonly list: (what: string | undefined, options: ListFlags) => Promise<void>;
  readonly schema: () => Promise<void>;
  readonly packInit: (directory: string, json: boolean) => Promise<void>;
  readonly packValidate: (spec: string, json: boolean) => Promise<void>;
  readonly packTest: (spec: string, projects: boolean, json: boolean) => Promise<void>;
  readonly packPreview: (
    spec: string,
    file: string | undefined,
    options: CreateOptions,
  ) => Promise<void>;
}

export function programOf(version: string, output: Output, verbs: Verbs): Command {
  const program = new Command("create-12-factor-agent")
    .description("Creates a small TypeScript agent that you own.")
    .exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: () => undefined })
    .enablePositionalOptions()
    .version(version)
    .argument("[directory]", "where the project goes");
  const options = [
    ...answerOptions(),
    new Option("--install", "install the dependencies (default)"),
    new Option("--no-install", "leave that to you"),
    new Option("--git", "make a git repository with a first commit (default)"),
    new Option("--no-git", "leave that to you"),
    new Option("--into-existing", "add to a folder that is not empty; overwrites nothing"),
    new Option("-y, --yes", "take the default for every answer that is not given"),
    new Option("--dry-run", "print the files and the layer behind each; write nothing"),
    new Option("--json", "print one JSON object on standard output; never ask"),
    new Option("--verbose", "print what installing prints, and stack traces"),
  ];
  for (const option of options) program.addOption(option);
  program.action(verbs.create);
  program
    .command("list")
    .description("print what can be picked")
    .argument("[what]", "factors, providers, blueprints, stores, channels, packs and more")
    .addOption(repeatable("--pack <spec>", "with what this pack adds; repeatable"))
    .option("--json", "as a JSON list")
    .action((what: string | undefined, own: Pick<CreateOptions, "json" | "pack">) => {
      const before = refuseFlags(program, "list", ["pack"]);
      return verbs.list(what, {
        json: own.json === true || before.json === true,
        packs: [...(before.pack ?? []), ...(own.pack ?? [])],
      });
    });
  program
    .command("schema")
    .description("print the JSON Schema of the answers")
    .option("--json", "the same: it is JSON already")
    .action(() => {
      refuseFlags(program, "schema");
      return verbs.schema();
    });
  addPackVerbs(program, verbs);
  return program;
}

/** The answers that shape a project. */
function answerOptions(): Option[] {
  return [
    valued(
      "-f, --factors <list>",
      'numbers or ids, "all" (default), "core", "-10" to leave one out',
    ),
    valued("-p, --provider <id>", "who serves the model (default: openai)"),
    valued("-b, --blueprint <id>", "what the agent is for (default: deploybot)"),
    valued("--store <id>", "where threads live (default: sqlite)"),
    valued("--context-format <id>", "how events become text (default: xml)"),
    repeatable("--pack <spec>", "a template pack besides ours; repeatable"),
    repeatable("--set <key=value>", "an option of a pack; repeatable"),
    valued("--answers <file>", "answers as JSON, - for standard input; flags win over it"),
    valued("--name <name>", "package name (default: made from the directory's name)"),
    valued("--license <id>", "MIT (default), Apache-2.0, UNLICENSED"),
    valued("--author <text>", "for package.json and the licence"),
    valued(
      "--package-manager <id>",
      "npm, pnpm, yarn, bun, deno (default: the one that runs this)",
    ),
  ];
}

/** What authors of packs need. */
function addPackVerbs(program: Command, verbs: Verbs): void {
  const pack = program
    .command("pack")
    .description("make and check template packs")
    .argument("[verb]")
    .allowExcessArguments()
    .action((verb?: string) => {
      const known = pack.commands.map((one) => one.name());
      throw new UserError({
        code: "unknown_value",
        message: verb === undefined ? '"pack" needs a verb.' : `"pack" has no verb "${verb}".`,
        fix: suggestion(verb ?? "", known, "verb"),
      });
    });
  const wantsJson = (own: { json?: boolean }): boolean =>
    own.json === true || refuseFlags(program, "pack").json === true;
  pack
    .command("init")
    .description("write a small pack that passes")
    .argument("<directory>", "where the pack goes")
    .option("--json", "print one JSON object")
    .action((directory: string, own) => verbs.packInit(directory, wantsJson(own)));
  pack
    .command("validate")
    .description("say everything that is wrong with a pack")
    .argument("<pack>", "the folder that holds pack.json, or what --pack takes")
    .option("--json", "print one JSON object")
    .action((spec: string, own) => verbs.packValidate(spec, wantsJson(own)));
  pack
    .command("test")
    .description("prove a pack: every template, and whole projects with it")
    .argument("<pack>", "the folder that holds pack.json, or what --pack takes")
    .option("--no-projects", "render projects, and neither install, check nor test them")
    .option("--json", "print one JSON object")
    .action((spec: string, own) => verbs.packTest(spec, own.projects, wantsJson(own)));
  const preview = pack
    .command("preview")
    .description("print the files of a project with a pack, or one of them; write nothing")
    .argument("<pack>", "the folder that holds pack.json, or what --pack takes")
    .argument("[file]", "the path of a file in the project");
  for (const option of answerOptions()) preview.addOption(option);
  preview
    .option("--json", "print one JSON object")
    .action((spec: string, file: string | undefined, own: CreateOptions) =>
      verbs.packPreview(spec, file, { ...own, json: wantsJson(own) }),
    );
}

export function createFlags(directory: string | undefined, options: CreateOptions): CreateFlags {
  const { answers, intoExisting, yes, dryRun, json, verbose, pack, set, ...said } = options;
  return {
    answers: {
      ...said,
      ...(pack === undefined ? {} : { packs: pack }),
      ...(set === undefined ? {} : { set: readPairs(set) }),
      ...(directory === undefined ? {} : { directory }),
    },
    answersFile: answers,
    intoExisting: intoExisting === true,
    yes: yes === true,
    dryRun: dryRun === true,
    json: json === true,
    verbose: verbose === true,
  };
}

/** Runs the verb that the arguments name. What commander finds wrong is told in our words. */
export async function parse(program: Command, args: readonly string[]): Promise<void> {
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error, program, args);
  }
}

/** What --help prints. The build puts it into the program. */
export function helpText(): string {
  const verbs = {
    create: noVerb,
    list: noVerb,
    schema: noVerb,
    packInit: noVerb,
    packValidate: noVerb,
    packTest: noVerb,
    packPreview: noVerb,
  };
  return programOf("", { out: noOutput, err: noOutput }, verbs).helpInformation();
}

function usageError(error: CommanderError, program: Command, args: readonly string[]): UserError {
  const verb = program.commands.find((command) => command.name() === args[0]) ?? program;
  const flags = verb.options.flatMap((option) => option.long ?? []);
  const word = /'(.*)'/su.exec(error.message)?.[1] ?? "";
  if (error.code === "commander.unknownOption") {
    const close = nearest(word.replace(/=.*$/su, ""), flags);
    return new UserError({
      code: "unknown_option",
      message: `There is no option ${word}.`,
      fix: `${close === undefined ? "" : `Did you mean ${close}? `}Valid: ${flags.join(", ")}.`,
    });
  }
  if (error.code === "commander.excessArguments") {
    const words = program.args
      .filter((argument) => !argument.startsWith("-"))
      .map(quoted)
      .join(", ");
    return new UserError({
      code: "too_many_arguments",
      message: `There is room for one argument, and these were given: ${words}.`,
      fix: "Put a name with spaces in quotes.",
    });
  }
  return new UserError({
    code: "invalid_usage",
    message: `${sentence(error.message)}.`,
    fix: "See create-12-factor-agent --help.",
  });
}

function valued(flags: string, description: string): Option {
  const option = new Option(flags, description);
  return option.argParser((value: string) => refuseFlagAsValue(option, value));
}

/** May be given more than once; all of it counts. */
function repeatable(flags: string, description: string): Option {
  const option = new Option(flags, description);
  return option.argParser((value: string, before: readonly string[] = []) => [
    ...before,
    refuseFlagAsValue(option, value),
  ]);
}

/** Without this, `--name --yes` would quietly make a project called --yes. */
function refuseFlagAsValue(option: Option, value: string): string {
  if (!value.startsWith("--")) return value;
  throw new UserError({
    code: "invalid_usage",
    message: `${option.long} needs a value, and ${value} follows it.`,
    fix: `Write it as ${option.long} <value>.`,
  });
}

/** Flags of `create` before another verb would be ignored, so they are refused. */
function refuseFlags(program: Command, verb: string, known: readonly string[] = []): CreateOptions {
  const options = program.opts<CreateOptions>();
  const foreign = Object.keys(options).filter(
    (key) => !["json", "verbose", ...known].includes(key),
  );
  if (foreign.length === 0) return options;
  const flag = program.options.find((option) => option.attributeName() === foreign[0])?.long ?? "";
  throw new UserError({
    code: "unknown_option",
    message: `${flag} means nothing to "${verb}".`,
    fix: `Leave it out, or create a project in a folder of that name with ./${verb}.`,
  });
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function sentence(message: string): string {
  const text = message.replace(/^error: /u, "").replace(/\.$/u, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

async function noVerb(): Promise<void> {}

function noOutput(): void {}
