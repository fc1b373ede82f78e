import {
  confirm,
  intro,
  isCancel,
  multiselect,
  note,
  password,
  select,
  text,
} from "@clack/prompts";
import { factsSaid, type PartialAnswers } from "../answers/answers.ts";
import { type ChoiceKey, defaultAnswers, defaultOf } from "../answers/choices.ts";
import { valueProblem } from "../answers/option-value.ts";
import { openOptions, type SetAnswers } from "../answers/options.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Host } from "../host/host.ts";
import { runningManager } from "../host/running-manager.ts";
import type { Option } from "../packs/manifest/option.ts";
import { isForeign, type Offer } from "../packs/manifest/pack.ts";
import { cancelled, UserError } from "../words/errors.ts";
import { resolveTarget } from "../write/target.ts";
import { stateOf, type WriteOptions } from "../write/write.ts";

type Asked = { -readonly [Key in keyof PartialAnswers]: PartialAnswers[Key] };

/** Asks what nobody has said yet, in one fixed order. Throws when it is cancelled. */
export async function ask(
  said: PartialAnswers,
  catalog: Catalog,
  host: Host,
  options: WriteOptions,
): Promise<PartialAnswers> {
  const { signal } = host;
  const asked: Asked = {};
  const choose = async (key: ChoiceKey, message: string): Promise<void> => {
    if (said[key] !== undefined) return;
    asked[key] = await answered(
      select({
        message,
        options: catalog.offers[key].map((offer) => ({
          value: offer.id,
          label: labelOf(offer, host.environment.env),
          hint: offer.hint,
        })),
        initialValue: defaultOf(key, catalog, {
          packageManager: runningManager(host.environment.env),
        }),
        signal,
      }),
    );
  };
  const agree = async (key: "install" | "git", message: string, usual: boolean): Promise<void> => {
    if (said[key] === undefined)
      asked[key] = await answered(confirm({ message, initialValue: usual, signal }));
  };

  intro("create-12-factor-agent");
  if (said.directory === undefined) asked.directory = await askDirectory(host, options);
  await choose("blueprint", "What is the agent for?");
  await choose("provider", "Which model provider?");
  if (said.factors === undefined) asked.factors = await askFactors(catalog, signal);
  await choose("contextFormat", "How does the model read what has happened?");
  await choose("license", "Which licence?");
  await choose("packageManager", "Which package manager?");
  const set = await askOptions({ ...asked, ...said }, catalog, signal);
  if (Object.keys(set).length > 0) asked.set = set;
  await agree("install", "Install the dependencies now?", !catalog.packs.some(isForeign));
  await agree("git", "Make a git repository with a first commit?", true);
  return asked;
}

/** Says of a provider that its key is there. What the key is concerns nobody here. */
function labelOf({ kind, title, facts }: Offer, env: NodeJS.ProcessEnv): string {
  const keys = kind === "provider" ? (facts["key"] ?? "").split(" ") : [];
  const key = keys.find((name) => env[name]);
  return key === undefined ? title : `${title} (${key} is set)`;
}

async function askDirectory(host: Host, options: WriteOptions): Promise<string> {
  const typed = await answered(
    text({
      message: "Where should the project go?",
      placeholder: defaultAnswers.directory,
      defaultValue: defaultAnswers.directory,
      validate: (value) => directoryProblem(value || defaultAnswers.directory, host, options),
      signal: host.signal,
    }),
  );
  return typed;
}

function directoryProblem(typed: string, host: Host, options: WriteOptions): string | undefined {
  try {
    stateOf(resolveTarget(typed, host.environment, host.files), host, options);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return `${error.message} ${error.fix}`;
    throw error;
  }
}

async function askFactors(catalog: Catalog, signal: AbortSignal): Promise<number[]> {
  const anatomy = catalog.factors.filter((factor) => factor.part === "anatomy");
  const layers = catalog.factors.filter((factor) => factor.part === "layer");
  note(
    anatomy.map(({ number, title }) => `${String(number).padStart(2)} ${title}`).join("\n"),
    "Always in",
  );
  return answered(
    multiselect({
      message: "Which further factors?",
      options: layers.map(({ number, title, hint }) => ({
        value: number,
        label: `${number} ${title}`,
        hint,
      })),
      initialValues: layers.map((layer) => layer.number),
      required: false,
      signal,
    }),
  );
}

/** One after the other: a later question may depend on an earlier answer. */
async function askOptions(
  said: PartialAnswers,
  catalog: Catalog,
  signal: AbortSignal,
): Promise<SetAnswers> {
  const facts = factsSaid(said, catalog);
  const asked: Record<string, string | boolean> = {};
  for (;;) {
    const [open] = openOptions(catalog.packs, facts, { ...said.set, ...asked });
    if (open === undefined) return asked;
    asked[open.id] = await askOption(open.option, signal);
  }
}

async function askOption(option: Option, signal: AbortSignal): Promise<string | boolean> {
  const { title, hint } = option;
  const message = hint === "" ? title : `${title} (${hint})`;
  const validate = (value: string | undefined) =>
    valueProblem(option, value || (option.default ?? ""));
  switch (option.type) {
    case "boolean":
      return answered(confirm({ message, initialValue: option.default ?? false, signal }));
    case "choice":
      return answered(
        select({
          message,
          options: option.choices.map((one) => ({
            value: one.id,
            label: one.title,
            hint: one.hint,
          })),
          ...(option.default === undefined ? {} : { initialValue: option.default }),
          signal,
        }),
      );
    case "text": {
      if (option.secret) return (await answered(password({ message, validate, signal }))) ?? "";
      const usual = option.default ?? "";
      return answered(text({ message, placeholder: usual, defaultValue: usual, validate, signal }));
    }
  }
}

/** The one place where a cancelled prompt ends the run. */
async function answered<Value>(prompt: Promise<Value>): Promise<Exclude<Value, symbol>> {
  const value = await prompt;
  if (isCancel(value)) throw cancelled();
  return value as Exclude<Value, symbol>;
}
