import { json } from "../../words/printable.ts";
import { nearest } from "../../words/nearest.ts";
import type { Condition } from "./condition.ts";

/** What a layer.json says of one of the layer's files, folders or fragments. */
interface PartEntry {
  readonly when?: Condition | undefined;
  /** Where it goes in the project instead. */
  readonly as?: string | undefined;
  readonly yours?: boolean | undefined;
}

/** The entries of one key of a layer.json, by path. */
export type PartEntries = Readonly<Record<string, PartEntry>>;

/** The same with what is said of the folders around it. */
interface Said extends Pick<PartEntry, "when" | "yours"> {
  readonly path: string;
}

/** By paths as they lie below files/ or slots/, without .hbs. What is said of a folder holds for all below it. */
export type SaidByPath = ReadonlyMap<string, Said>;

export function readSaid(entries: PartEntries): SaidByPath {
  const said = new Map<string, Said>();
  // A folder comes before what is below it.
  const sorted = Object.entries(entries).toSorted(([left], [right]) => left.length - right.length);
  for (const [source, { when, as, yours }] of sorted) {
    const around = saidOf(source, said);
    said.set(source, {
      path: as ?? around.path,
      when: both(around.when, when),
      yours: yours ?? around.yours,
    });
  }
  return said;
}

/** What is said of a path: its conditions joined, the innermost of everything else. */
export function saidOf(source: string, said: SaidByPath): Said {
  const name = keyOf(source);
  for (let end = name.length; end > 0; end = name.lastIndexOf("/", end - 1)) {
    const known = said.get(name.slice(0, end));
    if (known !== undefined) return { ...known, path: known.path + targetPath(name.slice(end)) };
  }
  return { path: targetPath(name) };
}

function both(outer: Condition | undefined, inner: Condition | undefined): Condition | undefined {
  return outer === undefined || inner === undefined ? (inner ?? outer) : { all: [outer, inner] };
}

/** Whether a file is a template is nothing that the author of a layer.json has to know. */
function keyOf(source: string): string {
  return source.replace(/\.hbs$/u, "");
}

/** npm leaves .gitignore out of published packages, so templates call it _gitignore. */
function targetPath(source: string): string {
  return source
    .split("/")
    .map((segment) =>
      segment.replace(/^_/u, (mark) => (segment.startsWith("__") ? "" : mark && ".")),
    )
    .join("/");
}

// A whole layer.json of them is no more help, and finding what each could mean takes long.
const shown = 5;

/** What is wrong with entries of something that is not there. */
export function unknownEntries(
  entries: PartEntries,
  folder: "files" | "slots",
  sources: readonly string[],
): string[] {
  const known = new Set(sources.map(keyOf).flatMap(withFolders));
  const unknown = Object.keys(entries).filter((path) => !known.has(path));
  const rest = unknown.length - shown;
  return [
    ...unknown.slice(0, shown).map((path) => {
      const close = nearest(keyOf(path), [...known]);
      const hint = close === undefined ? "" : ` Did you mean ${json(close)}?`;
      return `${folder}: ${json(path)} does not lie below ${folder}/.${hint} Paths are written as they lie there, without .hbs.`;
    }),
    ...(rest > 0 ? [`${folder}: and ${rest} more that do not lie there`] : []),
  ];
}

function withFolders(path: string): string[] {
  return [...path.matchAll(/\/|$/gu)].map(({ index }) => path.slice(0, index));
}
