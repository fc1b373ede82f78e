import type { Catalog } from "../catalog/catalog.ts";
import type { Layer } from "../packs/manifest/pack.ts";
import type { PackText } from "../packs/manifest/read.ts";
import { withLock } from "../plan/lock.ts";
import { plan, type Plan } from "../plan/plan.ts";
import { render } from "../plan/render.ts";
import { UserError } from "../words/errors.ts";
import { answersOf, choicesOf, flagsOf, runOf } from "./choices.ts";
import { faultsIn, textsOf } from "./closed-world.ts";
import { withOptions } from "./option-rows.ts";
import { faultText, type Project } from "./projects.ts";
import { coveringRows } from "./rows.ts";
import { testedRows } from "./tested-rows.ts";

export interface Rendered {
  readonly projects: readonly Project[];
  /** What cannot be planned or rendered, and what a project names and does not have. */
  readonly faults: readonly string[];
}

/** Whole projects in which any two answers that can meet do meet, each closed in itself. */
export function renderProjects(pack: PackText, catalog: Catalog, version: string): Rendered {
  const rows = withOptions(coveringRows(choicesOf(catalog), 2), catalog);
  const tested = new Set(testedRows(rows, pack, catalog));
  const faults = new Map<string, string[]>();
  const report = (fault: string, flags: string): void => {
    faults.set(fault, [...(faults.get(fault) ?? []), flags]);
  };
  const projects = rows.flatMap((row): Project[] => {
    const answers = answersOf(row, catalog);
    const flags = flagsOf(answers, catalog);
    try {
      const planned = plan(answers, catalog, version);
      const texts = textsOf(withLock(render(planned), planned));
      const applies = layersOf(planned).some((layer) => layer.pack === pack.name);
      const open = faultsIn(texts, { answers, run: runOf(answers, catalog) });
      for (const fault of open) report(fault, flags);
      return [{ flags, texts, applies, tested: applies && tested.has(row) }];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      report(error.message, flags);
      return [];
    }
  });
  return { projects, faults: [...faults].map(([fault, flags]) => faultText(fault, flags)) };
}

function layersOf({ files, slots }: Plan): Layer[] {
  return [...files.flatMap(({ parts }) => parts), ...[...slots.values()].flat()].map(
    ({ layer }) => layer,
  );
}
