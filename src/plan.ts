import type { Answers } from "./answers.ts";
import { byOrder, type Catalog, factors as guide } from "./catalog.ts";
import { UserError } from "./errors.ts";
import { isJoined } from "./join.ts";
import { applies, type Facts } from "./packs/condition.ts";
import { type Fragment, isTemplate, type Layer, type Offer, type PackFile } from "./packs/pack.ts";
import { suggestion } from "./nearest.ts";

/** What will be written and who wants it, with every conflict already found. */
export interface Plan {
  readonly answers: Answers;
  readonly version: string;
  readonly packs: Catalog["packs"];
  /** What templates may read. */
  readonly context: object;
  readonly files: readonly PlannedFile[];
  readonly slots: ReadonlyMap<string, readonly PlannedFragment[]>;
}

export interface PlannedFile {
  readonly path: string;
  /** One layer, or several for a file that is joined by key. */
  readonly parts: readonly { readonly layer: Layer; readonly file: PackFile }[];
}

interface PlannedFragment {
  readonly layer: Layer;
  readonly fragment: Fragment;
}

export function plan(answers: Answers, catalog: Catalog, version: string): Plan {
  const facts = factsOf(answers);
  const layers = catalog.packs
    .flatMap((pack) => pack.layers)
    .filter((layer) => applies(layer.when, facts))
    .toSorted(byOrder);
  const files = filesOf(layers);
  return {
    answers,
    version,
    packs: catalog.packs,
    context: contextOf(answers, catalog, version),
    files,
    slots: slotsOf(layers, files),
  };
}

function factsOf(answers: Answers): Facts {
  const { factors, directory: _directory, install: _install, git: _git, ...texts } = answers;
  return { ...texts, factors: factors.map(String) };
}

function filesOf(layers: readonly Layer[]): PlannedFile[] {
  const files = new Map<string, PlannedFile & { parts: { layer: Layer; file: PackFile }[] }>();
  const spellings = new Map<string, string>();
  for (const layer of layers) {
    for (const file of layer.files) {
      const known = files.get(file.path);
      const spelling = spellings.get(file.path.toLowerCase());
      if (known === undefined && spelling === undefined) {
        files.set(file.path, { path: file.path, parts: [{ layer, file }] });
        spellings.set(file.path.toLowerCase(), file.path);
      } else if (known !== undefined && isJoined(file.path)) {
        known.parts.push({ layer, file });
      } else {
        throw clash(file.path, files.get(spelling ?? file.path)?.parts[0]?.layer, layer);
      }
    }
  }
  return refuseNesting([...files.values()]).toSorted((left, right) =>
    left.path < right.path ? -1 : 1,
  );
}

function clash(path: string, first: Layer | undefined, second: Layer): UserError {
  return new UserError({
    code: "path_conflict",
    message: `Two layers want "${path}": ${first?.id} (pack ${first?.pack}) and ${second.id} (pack ${second.pack}).`,
    fix: "Let one of them own the file; the other fills a slot of it.",
  });
}

function refuseNesting(files: PlannedFile[]): PlannedFile[] {
  const paths = new Map(files.map((file) => [file.path.toLowerCase(), file]));
  for (const file of files) {
    const segments = file.path.toLowerCase().split("/");
    for (let length = 1; length < segments.length; length++) {
      const parent = paths.get(segments.slice(0, length).join("/"));
      if (parent !== undefined) {
        const [first, second] = [parent.parts[0]?.layer, file.parts[0]?.layer];
        if (first !== undefined && second !== undefined) throw clash(parent.path, first, second);
      }
    }
  }
  return files;
}

function slotsOf(
  layers: readonly Layer[],
  files: readonly PlannedFile[],
): Map<string, PlannedFragment[]> {
  const exposed = files.flatMap(({ parts }) =>
    parts.flatMap(({ file }) => (isTemplate(file.contents) ? file.contents.slots : [])),
  );
  const slots = new Map<string, PlannedFragment[]>(exposed.map((name) => [name, []]));
  for (const layer of layers) {
    for (const fragment of layer.fragments) {
      const slot = slots.get(fragment.slot);
      if (slot === undefined) {
        throw new UserError({
          code: "unknown_slot",
          message: `Layer ${layer.id} (pack ${layer.pack}) fills the slot "${fragment.slot}", which no file has.`,
          fix: suggestion(fragment.slot, [...slots.keys()].toSorted(), "slots"),
        });
      }
      slot.push({ layer, fragment });
    }
  }
  return slots;
}

/** Frozen, without prototypes, and every scalar a string: Handlebars would add up adjacent numbers. */
function contextOf(answers: Answers, catalog: Catalog, version: string): object {
  const offer = (
    kind: "blueprint" | "provider" | "store" | "packageManager",
    id: string | undefined,
  ): object => plain(offerFacts(catalog.offers[kind].find((one) => one.id === id)));
  const order = guide.map((factor) => factor.number);
  return plain({
    name: answers.name,
    author: answers.author,
    license: answers.license,
    contextFormat: answers.contextFormat,
    version,
    factors: Object.freeze(order.filter((number) => answers.factors.includes(number)).map(String)),
    blueprint: offer("blueprint", answers.blueprint),
    provider: offer("provider", answers.provider),
    store: offer("store", answers.store),
    packageManager: offer("packageManager", answers.packageManager),
  });
}

function offerFacts(offer: Offer | undefined): Record<string, string> {
  return offer === undefined
    ? { id: "" }
    : { ...offer.facts, id: offer.id, title: offer.title, hint: offer.hint };
}

function plain(entries: Record<string, unknown>): object {
  // Strict mode puts the object into its message when a name is missing, so it has to have a name.
  const base = Object.create(null, {
    [Symbol.toPrimitive]: { value: () => "the answers" },
  }) as object;
  return Object.freeze(Object.assign(base, entries));
}
