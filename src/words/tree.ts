/** What a project is made of, before it touches a disk: paths with forward slashes, in sorted order. */
export type Tree = ReadonlyMap<string, TreeFile>;

export interface TreeFile {
  readonly contents: string | Uint8Array;
  readonly mode: FileMode;
  /** The layers behind the file: its owner first; more than one where it is joined by key. */
  readonly from: readonly string[];
  readonly kind: FileKind;
}

/**
 * Whose a file is: `yours` is for the owner of the project to change, `ours` is the machinery, and
 * `joined` holds parts of both.
 */
export const fileKinds = ["yours", "ours", "joined"] as const;

export type FileKind = (typeof fileKinds)[number];

type FileMode = 0o644 | 0o755;

export function treeOf(files: Iterable<readonly [string, TreeFile]>): Tree {
  return new Map([...files].toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

export function fileOf(
  contents: string | Uint8Array,
  from: readonly string[],
  kind: FileKind = "ours",
): TreeFile {
  return { contents, mode: runs(contents) ? 0o755 : 0o644, from, kind };
}

export function bytesOf(contents: string | Uint8Array): Uint8Array {
  return typeof contents === "string" ? new TextEncoder().encode(contents) : contents;
}

export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

export interface FileReport {
  readonly path: string;
  /** The layer behind it, or several with ` + ` between them for a file that is joined. */
  readonly from: string;
  readonly kind: FileKind;
  readonly bytes: number;
}

export function filesOf(tree: Tree): FileReport[] {
  return [...tree].map(([path, file]) => ({
    path,
    from: layersOf(file),
    kind: file.kind,
    bytes: bytesOf(file.contents).length,
  }));
}

function layersOf(file: TreeFile): string {
  return file.from.join(" + ");
}

/** One line a file, with the layers behind it. */
export function printTree(tree: Tree): string {
  const width = Math.max(0, ...[...tree.keys()].map((path) => path.length));
  return [...tree].map(([path, file]) => `${path.padEnd(width)}  ${layersOf(file)}\n`).join("");
}

// The mode follows from the text, because not every disk that packs pass through keeps modes.
function runs(contents: string | Uint8Array): boolean {
  return typeof contents === "string"
    ? contents.startsWith("#!")
    : contents[0] === 0x23 && contents[1] === 0x21;
}
