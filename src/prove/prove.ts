import type { Catalog } from "../catalog.ts";
import { UserError } from "../errors.ts";
import { factorList } from "../factor-list.ts";
import type { PackText } from "../packs/read.ts";
import { plan } from "../plan.ts";
import { render } from "../render.ts";
import { answersOf, choicesOf } from "./choices.ts";
import { faultsIn, textsOf } from "./closed-world.ts";
import type { Project } from "./projects.ts";
import { coveringRows } from "./rows.ts";
import { testedRows } from "./tested-rows.ts";

export interface Rendered {
  readonly projects: readonly Project[];
  /** What cannot be planned or rendered, and what a project names and does not have. */
  readonly faults: readonly string[];
}

/** Whole projects in which any two answers that can meet do meet, each closed in itself. */
export function renderProjects(pack: PackText, catalog: Catalog, version: string): Rendered {
  const rows = coveringRows(choicesOf(catalog), 2);
  const tested = new Set(testedRows(rows, pack));
  const faults: string[] = [];
  const projects = rows.flatMap((row): Project[] => {
    const answers = answersOf(row, catalog);
    const { blueprint, provider, contextFormat, packageManager, license, store } = answers;
    const flags = `--factors ${factorList(answers.factors, catalog)} --blueprint ${blueprint} --provider ${provider}${store === undefined ? "" : ` --store ${store}`} --context-format ${contextFormat} --package-manager ${packageManager} --license ${license}`;
    try {
      const texts = textsOf(render(plan(answers, catalog, version)));
      const manager = catalog.offers.packageManager.find(({ id }) => id === packageManager);
      const run = manager?.facts["run"] ?? `${packageManager} run`;
      const open = faultsIn(texts, { answers, run });
      if (open.length > 0) faults.push(`${flags}\n${open.map((one) => `    ${one}`).join("\n")}`);
      return [{ flags, texts, tested: tested.has(row) }];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      faults.push(`${flags}\n    ${error.message}`);
      return [];
    }
  });
  return { projects, faults };
}
