import { type Answers, complete, type PartialAnswers } from "../answers.ts";
import type { Catalog } from "../catalog.ts";
import { factorList } from "../factor-list.ts";
import { type Choices, layerSets, type Row } from "./rows.ts";

const defaults = { packageManager: "npm", folderName: "my-agent" };

/** Everything that can be picked with the packs at hand, for rows that cover it. */
export function choicesOf(catalog: Catalog): Choices {
  const layers = catalog.factors.filter((one) => one.part === "layer");
  const { factor: _factor, store: stores, ...free } = catalog.offers;
  return {
    // The store is asked for only with some layers.
    tied: layerSets(layers).flatMap((set) => {
      const on = layers.map(({ number }) => [
        `factor ${number}`,
        set.includes(number) ? "in" : "out",
      ]);
      const asked = complete({ factors: set }, catalog, defaults).answers.store !== undefined;
      const ids = asked ? stores.map(({ id }) => id) : [none];
      return ids.map((store) => ({ ...Object.fromEntries(on), store }));
    }),
    free: Object.fromEntries(
      Object.entries(free).map(([kind, offers]) => [kind, offers.map(({ id }) => id)]),
    ),
  };
}

const none = "none";

/** The answers that a row stands for. */
export function answersOf(row: Row, catalog: Catalog): Answers {
  const factors = catalog.factors
    .filter(({ part, number }) => part === "layer" && row[`factor ${number}`] === "in")
    .map(({ number }) => number);
  const given = Object.entries(row).filter(
    ([key, value]) => !key.startsWith("factor ") && value !== none,
  );
  const answers: PartialAnswers = { factors, ...Object.fromEntries(given) };
  return complete(answers, catalog, defaults).answers;
}

/** The flags that generate a project with these answers, but for its name and options. */
export function flagsOf(answers: Answers, catalog: Catalog): string {
  const { blueprint, provider, store, contextFormat, packageManager, license } = answers;
  return [
    `--factors ${factorList(answers.factors, catalog)}`,
    `--blueprint ${blueprint} --provider ${provider}`,
    ...(store === undefined ? [] : [`--store ${store}`]),
    `--context-format ${contextFormat} --package-manager ${packageManager} --license ${license}`,
  ].join(" ");
}

/** How the package manager runs a script: "npm run". */
export function runOf({ packageManager }: Answers, { offers }: Catalog): string {
  const manager = offers.packageManager.find(({ id }) => id === packageManager);
  return manager?.facts["run"] ?? `${packageManager} run`;
}
