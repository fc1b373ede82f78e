import { type Answers, complete, type PartialAnswers } from "../answers/answers.ts";
import { factorList } from "../answers/factor-list.ts";
import { optionsOf, type PackOption } from "../answers/option-names.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Option } from "../packs/manifest/option.ts";
import { type Choices, layerSets, type Row } from "./rows.ts";

const defaults = { packageManager: "npm", folderName: "my-agent" };

/** Everything that can be picked with the packs at hand, for rows that cover it. */
export function choicesOf(catalog: Catalog): Choices {
  const layers = catalog.factors.filter((one) => one.part === "layer");
  const { factor: _factor, store: stores, ...free } = catalog.offers;
  const options = optionsIn(catalog);
  const answered = Object.fromEntries(
    options.map(({ id, option }) => [id, answersTo(option)[0] ?? ""]),
  );
  return {
    // The store is asked for only with some layers.
    tied: layerSets(layers).flatMap((numbers) => {
      const on = layers.map(({ number }) => [
        `factor ${number}`,
        numbers.includes(number) ? "in" : "out",
      ]);
      const asked =
        complete({ factors: numbers, set: answered }, catalog, defaults).answers.store !==
        undefined;
      const ids = asked ? stores.map(({ id }) => id) : [none];
      return ids.map((store) => ({ ...Object.fromEntries(on), store }));
    }),
    free: Object.fromEntries([
      ...Object.entries(free).map(([kind, offers]) => [kind, offers.map(({ id }) => id)] as const),
      ...options.map(({ id, option }) => [`${set}${id}`, answersTo(option)] as const),
    ]),
  };
}

const none = "none";

/** What a row calls an option, before its name. */
export const set = "set ";

function optionsIn({ packs }: Catalog): PackOption[] {
  return packs.flatMap(optionsOf);
}

/** Every answer that can make a difference: of a text its default, and where it may be empty one that is not. */
export function answersTo(option: Option): string[] {
  if (option.type === "boolean") return ["true", "false"];
  if (option.type === "choice") return option.choices.map(({ id }) => id);
  const { default: usual, pattern } = option;
  if (usual === undefined) return [examples[pattern]];
  return usual === "" ? ["", examples[pattern]] : [usual];
}

const examples = { line: "Some text", identifier: "name", url: "https://example.com/" } as const;

/** The row with those of its options that are asked beside its other answers. */
export function asAsked(row: Row, catalog: Catalog): Row {
  const { set: asked = {} } = answersOf(row, catalog);
  return Object.fromEntries(
    Object.entries(row).filter(([key]) => !key.startsWith(set) || key.slice(set.length) in asked),
  );
}

/** The answers that a row stands for. */
export function answersOf(row: Row, catalog: Catalog): Answers {
  const factors = catalog.factors
    .filter(({ part, number }) => part === "layer" && row[`factor ${number}`] === "in")
    .map(({ number }) => number);
  const given = Object.entries(row).filter(
    ([key, value]) => !key.startsWith("factor ") && !key.startsWith(set) && value !== none,
  );
  const options = Object.entries(row).flatMap(([key, value]) =>
    key.startsWith(set) ? [[key.slice(set.length), value] as const] : [],
  );
  const answers: PartialAnswers = {
    factors,
    ...Object.fromEntries(given),
    ...(options.length === 0 ? {} : { set: Object.fromEntries(options) }),
  };
  return complete(answers, catalog, defaults).answers;
}

/** The flags that generate a project with these answers, but for its name. */
export function flagsOf(answers: Answers, catalog: Catalog): string {
  const { blueprint, provider, store, contextFormat, packageManager, license } = answers;
  return [
    `--factors ${factorList(answers.factors, catalog)}`,
    `--blueprint ${blueprint} --provider ${provider}`,
    ...(store === undefined ? [] : [`--store ${store}`]),
    `--context-format ${contextFormat} --package-manager ${packageManager} --license ${license}`,
    ...optionsIn(catalog).flatMap(({ id, option }) => {
      const value = answers.set?.[id];
      return value === undefined || value === option.default ? [] : [`--set "${id}=${value}"`];
    }),
  ].join(" ");
}

/** How the package manager runs a script: "npm run". */
export function runOf({ packageManager }: Answers, { offers }: Catalog): string {
  const manager = offers.packageManager.find(({ id }) => id === packageManager);
  return manager?.facts["run"] ?? `${packageManager} run`;
}
