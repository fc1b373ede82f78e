import { checkValues, merge, type PartialAnswers, withFullNames } from "../answers/answers.ts";
import { commandLine } from "../answers/command-line.ts";
import { readAnswersFile } from "../answers/file.ts";
import { missingAnswers } from "../answers/missing.ts";
import { isInteractive } from "../ask/interactive.ts";
import { loadCatalog } from "../catalog/load.ts";
import type { Host } from "../host/host.ts";
import type { ExitCode } from "../words/errors.ts";
import { folderNameOf, resolveTarget } from "../write/target.ts";
import { stateOf } from "../write/write.ts";
import { createProject, type Created } from "./create-project.ts";
import {
  createdJson,
  createdText,
  dryRunText,
  errorText,
  nextText,
  sameAgainText,
  warningText,
} from "./report.ts";
import { spinner } from "./spinner.ts";

export interface CreateFlags {
  readonly answers: PartialAnswers;
  readonly answersFile?: string | undefined;
  readonly intoExisting: boolean;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly verbose: boolean;
}

export async function create(flags: CreateFlags, version: string, host: Host): Promise<ExitCode> {
  const fromFile = flags.answersFile === undefined ? {} : readAnswersFile(flags.answersFile, host);
  const { packs = [] } = merge(flags.answers, fromFile);
  const { catalog, warnings } = await loadCatalog(packs, host);
  const said = merge(withFullNames(flags.answers, catalog), withFullNames(fromFile, catalog));
  checkValues(said, catalog);
  if (said.directory !== undefined) {
    stateOf(resolveTarget(said.directory, host.environment, host.files), host, flags);
  }
  const prompts = (await isInteractive(flags, host.environment))
    ? await import("../ask/ask.ts")
    : undefined;
  if (prompts === undefined && !flags.yes) missingAnswers(said, catalog);
  const asked = prompts === undefined ? {} : await prompts.ask(said, catalog, host, flags);
  const progress = prompts === undefined ? lineProgress(host) : spinner(host.output);
  const created = await createProject(merge(said, asked), catalog, version, host, {
    ...flags,
    progress,
    warnings,
  });
  if (prompts !== undefined) host.output.out("\n");
  report(created, flags, host);
  if (prompts !== undefined && !flags.dryRun) {
    const target = resolveTarget(created.answers.directory, host.environment, host.files);
    const folderName = folderNameOf(target, host.files);
    const command = commandLine(created, catalog, folderName, host.environment.platform);
    host.output.out(`\n${sameAgainText(command)}`);
  }
  return created.failure?.exit ?? 0;
}

function report(created: Created, flags: CreateFlags, host: Host): void {
  const { out, err } = host.output;
  for (const warning of created.warnings) err(warningText(warning));
  if (created.failure !== undefined) err(errorText(created.failure, flags.verbose));
  if (flags.json) out(createdJson(created, flags.dryRun));
  else if (flags.dryRun) out(dryRunText(created));
  else if (created.failure === undefined) out(createdText(created));
  else out(nextText(created.next));
}

function lineProgress(host: Host): { start: (title: string) => void; stop: () => void } {
  return { start: (title) => host.output.err(`${title}...\n`), stop: () => undefined };
}
