import { type Entries, entriesOf, type EntryKind, gateOf, roots } from "../manifest/entries.ts";
import { gitProblem, noFolder } from "./git-problem.ts";
import type { Git } from "./git-tool.ts";
import type { GitSpec } from "./spec-git.ts";

interface Blob {
  readonly path: string;
  readonly id: string;
}

/** The pack's files out of git's own objects: first judged by name, kind and size, then read. */
export async function readTree(spec: GitSpec, commit: string, git: Git): Promise<Entries> {
  const tree = `${commit}:${spec.folder ?? ""}`;
  const kind = await git(["cat-file", "-t", tree]);
  if (Buffer.from(kind.stdout).toString("utf8").trim() !== "tree") throw noFolder(spec, commit);
  const listed = await git(["ls-tree", "-r", "-l", "-z", "--full-tree", tree, ...roots]);
  if (!listed.ok) throw gitProblem(spec, listed);
  const blobs = admitted(Buffer.from(listed.stdout).toString("utf8"), spec.text);
  const read = await git(["cat-file", "--batch"], blobs.map(({ id }) => `${id}\n`).join(""));
  if (!read.ok) throw gitProblem(spec, read);
  return entriesOf(contentsOf(read.stdout, blobs));
}

const kinds: Readonly<Record<string, EntryKind>> = { "100644": "file", "100755": "file" };

/** What may come in, of lines such as `100644 blob 0123... 42\tlayers/base/layer.json`. */
function admitted(listing: string, pack: string): Blob[] {
  const gate = gateOf(pack);
  const blobs: Blob[] = [];
  for (const line of listing.split("\0").slice(0, -1)) {
    const [facts = "", path = ""] = splitAt(line, line.indexOf("\t"));
    const [mode = "", , id = "", size = ""] = facts.split(/ +/u);
    // Links and submodules have modes of their own; a submodule has no size.
    if (gate.admit(path, kinds[mode] ?? "other", Number(size) || 0)) blobs.push({ path, id });
  }
  gate.close();
  return blobs;
}

/** git answers each id with `<id> blob <size>`, a line break, the bytes, and a line break. */
function* contentsOf(answer: Uint8Array, blobs: readonly Blob[]): Generator<[string, Uint8Array]> {
  const bytes = Buffer.from(answer);
  let at = 0;
  for (const { path, id } of blobs) {
    const start = bytes.indexOf("\n", at) + 1;
    const [, size] =
      new RegExp(`^${id} blob (\\d+)\n$`, "u").exec(bytes.toString("latin1", at, start)) ?? [];
    if (size === undefined) throw new Error(`git gave no contents for ${id}.`);
    at = start + Number(size) + 1;
    yield [path, bytes.subarray(start, at - 1)];
  }
}

function splitAt(text: string, at: number): [before: string, after: string] {
  return [text.slice(0, at), text.slice(at + 1)];
}
