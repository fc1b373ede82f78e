import type { Condition } from "./condition.ts";
import type { Option } from "./option.ts";

/** A folder of layers, loaded: data and templates, never code of the pack's author. */
export interface Pack {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly source: string;
  /** sha256 over the sorted paths, modes and contents of the pack's own files. */
  readonly hash: string;
  /** Where exactly it came from; a pack that ships with the program came from nowhere. */
  readonly resolved?: Resolved;
  readonly options?: readonly Option[] | undefined;
  readonly layers: readonly Layer[];
  /** What joining its files with those of others takes. */
  readonly joins?: Joins;
}

/** The name of the pack that ships with the generator. No other pack may have it. */
export const ours = "create-12-factor-agent";

export function isForeign({ name }: Pick<Pack, "name">): boolean {
  return name !== ours;
}

/**
 * What it takes to join files of several packs, beyond what ours need among themselves. It comes with
 * a foreign pack, because it brings two libraries along.
 */
export interface Joins {
  /** Whether a version is in a range. */
  readonly satisfies: (version: string, range: string) => boolean;
  /** Whether a text is a range of versions at all: tags, files and addresses are not. */
  readonly isRange: (text: string) => boolean;
  /** Whether every version of the first range is in the second. */
  readonly within: (inner: string, outer: string) => boolean;
  /** One document as plain data. Throws when it is none. */
  readonly readYaml: (text: string) => unknown;
  /** The document with what the value has beyond it; its own lines and comments stay. */
  readonly extendYaml: (text: string, value: unknown) => string;
}

/** A source as it was found once, so that it can be found again. */
export interface Resolved {
  /** Its description in normal form, without secrets. */
  readonly source: string;
  /** Exact, as npm knows it. */
  readonly version?: string;
  /** npm's hash of the archive, such as `sha512-...`. */
  readonly integrity?: string;
  /** git's id of the commit. */
  readonly commit?: string;
}

export interface Layer {
  /** Its path below layers/. */
  readonly id: string;
  readonly pack: string;
  readonly when?: Condition | undefined;
  readonly offers?: Offer | undefined;
  readonly order: number;
  readonly replaces?: readonly Replacement[] | undefined;
  readonly files: readonly PackFile[];
  readonly fragments: readonly Fragment[];
}

/** As messages, --dry-run and the lock call a layer: ids are only unique within a pack. */
export function layerName({ pack, id }: Pick<Layer, "pack" | "id">): string {
  return pack === ours ? id : `${pack}/${id}`;
}

/** A file of another pack that a layer owns in its place. */
export interface Replacement {
  readonly pack: string;
  readonly path: string;
  /** The versions of that pack for which this was made. */
  readonly version: string;
}

export const offerKinds = [
  "factor",
  "provider",
  "blueprint",
  "store",
  "license",
  "packageManager",
  "contextFormat",
] as const;

export type OfferKind = (typeof offerKinds)[number];

/** Something that a user can pick. */
export interface Offer {
  readonly kind: OfferKind;
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly facts: Readonly<Record<string, string>>;
  /** What --factors also calls a factor that is not in the guide. */
  readonly name?: string | undefined;
  /** The factors without which such a factor is nothing. */
  readonly needs?: readonly number[] | undefined;
}

export interface PackFile {
  /** Where it goes in the project, with forward slashes. */
  readonly path: string;
  /** When it applies, where its layer does. */
  readonly when?: Condition | undefined;
  /** Whether the owner of the project is meant to change it. */
  readonly yours?: boolean | undefined;
  /** Where it lies in its layer: what an error names. */
  readonly source: string;
  readonly contents: Contents;
}

/** A piece of text for a named slot of a file that another layer owns. */
export interface Fragment {
  readonly slot: string;
  /** When it applies, where its layer does. */
  readonly when?: Condition | undefined;
  readonly source: string;
  readonly contents: Contents;
}

export type Contents = string | Uint8Array | Template;

export interface Template {
  /** The slots that this template exposes. */
  readonly slots: readonly string[];
  /** Renders with a marker where each slot stands (see slots.ts). Throws with a line and column. */
  readonly run: (context: object) => string;
}

/** What a layer adds, with its contents in another form: as text, as built data, ready to render. */
export interface Body<Of> {
  readonly files: readonly (Omit<PackFile, "contents"> & { readonly contents: Of })[];
  readonly fragments: readonly (Omit<Fragment, "contents"> & { readonly contents: Of })[];
}

export function withContents<From, To>(
  { files, fragments }: Body<From>,
  become: (contents: From) => To,
): Body<To> {
  return {
    files: files.map((file) => ({ ...file, contents: become(file.contents) })),
    fragments: fragments.map((one) => ({ ...one, contents: become(one.contents) })),
  };
}

export function isTemplate(contents: Contents): contents is Template {
  return typeof contents === "object" && "run" in contents;
}
