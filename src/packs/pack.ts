import type { Condition } from "./condition.ts";

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
  readonly layers: readonly Layer[];
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
  readonly id: string;
  readonly pack: string;
  readonly when?: Condition | undefined;
  readonly offers?: Offer | undefined;
  readonly order: number;
  readonly files: readonly PackFile[];
  readonly fragments: readonly Fragment[];
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
}

export interface PackFile {
  /** Where it goes in the project, with forward slashes. */
  readonly path: string;
  /** Where it lies in its layer: what an error names. */
  readonly source: string;
  readonly contents: Contents;
}

/** A piece of text for a named slot of a file that another layer owns. */
export interface Fragment {
  readonly slot: string;
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
