import type { Catalog } from "../catalog/catalog.ts";
import type { Answers } from "./answers.ts";
import { defaultAnswers } from "./choices.ts";
import { factorList } from "./factor-list.ts";
import { packageNameFrom } from "./package-name.ts";

/** The one line that gives the same project again, without a question. Secrets are left open in it. */
export function commandLine(
  { answers, secrets = [] }: { readonly answers: Answers; readonly secrets?: readonly string[] },
  catalog: Catalog,
  folderName: string,
  platform: NodeJS.Platform,
): string {
  const flag = (name: string, value: string, omitted?: string): string[] =>
    value === omitted ? [] : [name, quote(value, platform)];
  return [
    "npx create-12-factor-agent",
    quoteDirectory(answers.directory, platform),
    "--yes",
    ...flag("--blueprint", answers.blueprint),
    ...flag("--provider", answers.provider),
    ...flag("--factors", factorList(answers.factors, catalog)),
    ...flag("--store", answers.store ?? defaultAnswers.store, defaultAnswers.store),
    ...flag("--context-format", answers.contextFormat, defaultAnswers.contextFormat),
    ...(answers.packs ?? []).flatMap((spec) => flag("--pack", spec)),
    ...Object.entries(answers.set ?? {}).flatMap(([id, value]) => flag("--set", `${id}=${value}`)),
    ...secrets.map((id) => `--set ${id}=…`),
    ...flag("--name", answers.name, derivedName(folderName)),
    ...flag("--license", answers.license),
    ...flag("--author", answers.author, defaultAnswers.author),
    ...flag("--package-manager", answers.packageManager),
    answers.install ? "--install" : "--no-install",
    answers.git ? "--git" : "--no-git",
  ].join(" ");
}

/** One argument, so that the user's shell passes on exactly these characters. */
export function quote(argument: string, platform: NodeJS.Platform): string {
  if (/^[\w@%+=:,./-]+$/u.test(argument)) return argument;
  if (platform === "win32") return `"${argument.replaceAll('"', '\\"')}"`;
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}

/** The same for a directory, which must not look like an option. */
export function quoteDirectory(directory: string, platform: NodeJS.Platform): string {
  return quote(directory.startsWith("-") ? `./${directory}` : directory, platform);
}

function derivedName(folderName: string): string | undefined {
  try {
    return packageNameFrom(folderName);
  } catch {
    return undefined;
  }
}
