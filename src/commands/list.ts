import { optionsOf } from "../answers/option-names.ts";
import { usageOf } from "../answers/options.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { loadCatalog } from "../catalog/load.ts";
import type { Host } from "../host/host.ts";
import type { Option } from "../packs/manifest/option.ts";
import type { OfferKind } from "../packs/manifest/pack.ts";
import { UserError } from "../words/errors.ts";
import { suggestion } from "../words/nearest.ts";
import { warningText } from "./report.ts";

export interface ListFlags {
  readonly json: boolean;
  /** Specs of packs besides ours. */
  readonly packs: readonly string[];
}

interface Item {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  /** What a pack asks. */
  readonly options?: readonly (Option & { readonly usage: string })[];
  readonly [fact: string]: unknown;
}

const listings: Readonly<Record<string, (catalog: Catalog) => Item[]>> = {
  factors: listFactors,
  providers: (catalog) => offers(catalog, "provider"),
  blueprints: (catalog) => offers(catalog, "blueprint"),
  stores: (catalog) => offers(catalog, "store"),
  // Channels are triggers of factor 11, which this version does not have.
  channels: () => [],
  "context-formats": (catalog) => offers(catalog, "contextFormat"),
  licenses: (catalog) => offers(catalog, "license"),
  "package-managers": (catalog) => offers(catalog, "packageManager"),
  packs: (catalog) =>
    catalog.packs.map((pack) => ({
      kind: "pack",
      id: pack.name,
      title: pack.title,
      hint: pack.source,
      version: pack.version,
      options: optionsOf(pack).map((asked) => ({ ...asked.option, usage: usageOf(asked) })),
    })),
};

/** Prints what can be picked: one kind, or everything. */
export async function list(
  what: string | undefined,
  { json, packs }: ListFlags,
  host: Host,
): Promise<void> {
  const names = Object.keys(listings);
  if (what !== undefined && !names.includes(what)) {
    throw new UserError({
      code: "unknown_value",
      message: `There is no list of "${what}".`,
      fix: suggestion(what, names, "lists"),
    });
  }
  const { catalog, warnings } = await loadCatalog(packs, host);
  for (const warning of warnings) host.output.err(warningText(warning));
  const shown = names.filter((name) => what === undefined || name === what);
  const groups = shown.map((name) => [name, listings[name]?.(catalog) ?? []] as const);
  if (json) host.output.out(`${JSON.stringify(groups.flatMap(([, items]) => items))}\n`);
  else host.output.out(groups.map(([name, items]) => groupText(name, items)).join("\n"));
}

function groupText(name: string, items: readonly Item[]): string {
  if (items.length === 0) return `${name}\n  none in this version\n`;
  const width = Math.max(...items.map((item) => labelOf(item).length));
  const lines = items.map((item) => {
    const { title, hint, part } = item;
    const about = `${title}${hint === "" ? "" : `: ${hint}`}${part === "anatomy" ? " (always in)" : ""}`;
    return [`${labelOf(item).padEnd(width)}  ${about}`, ...(item.options ?? []).map(optionLine)]
      .map((line) => `  ${line}\n`)
      .join("");
  });
  return `${name}\n${lines.join("")}`;
}

function optionLine({
  usage,
  title,
  default: usual = "",
}: Option & { readonly usage: string }): string {
  return `  ${usage}  ${title}${usual === "" ? "" : ` (default: ${usual})`}`;
}

/** What --factors takes, number or name, and the id of everything else. */
function labelOf({ id, name }: Item): string {
  return typeof name === "string" ? `${id.padStart(2)} ${name}` : id;
}

function offers(catalog: Catalog, kind: OfferKind): Item[] {
  return catalog.offers[kind].map(({ id, title, hint, facts }) => ({
    ...facts,
    kind,
    id,
    title,
    hint,
  }));
}

function listFactors(catalog: Catalog): Item[] {
  return catalog.factors.map(({ number, id, title, hint, part, needs }) => ({
    kind: "factor",
    id: String(number),
    title,
    hint,
    number,
    name: id,
    part,
    needs,
  }));
}
