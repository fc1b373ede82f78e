import { createHash } from "node:crypto";
import { UserError } from "../../words/errors.ts";
import { nameProblem, spelling } from "../../words/portable-name.ts";
import { json } from "../../words/printable.ts";

/** A pack's files as they came from its source: by path, with forward slashes, sorted. */
export type Entries = ReadonlyMap<string, Uint8Array>;

// Whatever else lies in a source (its git, its modules, its readme) is nobody's business.
export const roots = ["pack.json", "models.json", "layers"] as const;

/** What a pack is made of, out of all that its source holds: sorted. */
export function entriesOf(found: Iterable<readonly [string, Uint8Array]>): Entries {
  const parts = [...found].filter(([path]) => roots.some((root) => root === path.split("/")[0]));
  return new Map(parts.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** sha256 over the sorted paths and contents: the same for a folder, a commit and an archive of it. */
export function hashOf(entries: Entries): string {
  const hash = createHash("sha256");
  for (const [path, bytes] of entries) {
    hash.update(`${path}\0${createHash("sha256").update(bytes).digest("hex")}\n`);
  }
  return hash.digest("hex");
}

/** What no pack of templates comes near. Sizes are bytes, after unpacking. */
export const limits = {
  files: 5_000,
  bytesOfFile: 1_048_576,
  bytes: 20 * 1_048_576,
  depth: 24,
} as const;

export type EntryKind = "file" | "folder" | "other";

export interface Gate {
  /** Says whether an entry may come in. What is no file or folder, or too much of it, is refused. */
  readonly admit: (path: string, kind: EntryKind, bytes: number) => boolean;
  /** Throws one error with everything that was refused. */
  readonly close: () => void;
}

/** Stands before a source: every entry is judged by its name, kind and size before it is read. */
export function gateOf(pack: string): Gate {
  const problems: string[] = [];
  const known = new Map<string, Known>();
  let files = 0;
  let bytes = 0;
  return {
    admit: (path, kind, size) => {
      files += 1;
      bytes += size;
      // Going on would be what such a pack wants.
      if (files > limits.files) throw refused(pack, [`it has more than ${limits.files} entries`]);
      if (bytes > limits.bytes) throw refused(pack, [`it is larger than ${limits.bytes} bytes`]);
      const problem = entryProblem(path, kind, size) ?? clash(path, kind, known);
      if (problem !== undefined) problems.push(`${json(path)} ${problem}`);
      return problem === undefined;
    },
    close: () => {
      if (problems.length > 0) throw refused(pack, problems);
    },
  };
}

function entryProblem(path: string, kind: EntryKind, size: number): string | undefined {
  if (kind === "other") return "is neither a file nor a folder";
  if (size > limits.bytesOfFile) return `is larger than ${limits.bytesOfFile} bytes`;
  return pathProblem(path);
}

// Whoever writes there decides what git or the generator do next.
const reserved = /^(?:\.git|git~\d+)$/iu;

/** Why a file of a project cannot lie at a path; nothing when it can. */
export function targetProblem(path: string): string | undefined {
  const segments = path.split("/");
  if (segments.some((one) => reserved.test(one))) return "belongs to git";
  if (/^\.12-factor$/iu.test(segments[0] ?? "")) return "belongs to the generator";
  if (/^node_modules$/iu.test(segments[0] ?? "")) return "belongs to the package manager";
  return pathProblem(path);
}

function pathProblem(path: string): string | undefined {
  if (path.startsWith("/") || /^[A-Za-z]:/u.test(path)) return "is an absolute path";
  // What a decoder puts where bytes were no text: two such names would become one.
  if (path.includes("\ufffd")) return "is not valid Unicode";
  const segments = path.split("/");
  if (segments.length > limits.depth) return `is deeper than ${limits.depth} folders`;
  if (segments.some((one) => one === "." || one === "..")) return "leads out of it";
  return segments.map(nameProblem).find((problem) => problem !== undefined);
}

interface Known {
  readonly path: string;
  readonly kind: EntryKind;
}

/** Names that differ only in case, or in how an accent is written, are one file on many disks. */
function clash(path: string, kind: EntryKind, known: Map<string, Known>): string | undefined {
  const segments = path.split("/");
  for (let length = 1; length <= segments.length; length++) {
    const part = segments.slice(0, length).join("/");
    const is = length === segments.length ? kind : "folder";
    const key = spelling(part);
    const other = known.get(key);
    if (other !== undefined && other.path !== part)
      return `differs from ${json(other.path)} in case alone`;
    if (other !== undefined && other.kind !== is) return "comes both as a file and as a folder";
    if (other?.kind === "file") return "comes twice";
    known.set(key, { path: part, kind: is });
  }
  return undefined;
}

// One screen of them is enough to see what is wrong.
const shown = 20;

function refused(pack: string, problems: readonly string[]): UserError {
  const rest = problems.length - shown;
  const list = [...problems.slice(0, shown), ...(rest > 0 ? [`and ${rest} more of the kind`] : [])];
  return new UserError({
    code: "bad_pack",
    message: `Pack ${pack} cannot be used: ${list.join("; ")}.`,
    fix: "Take these entries out of the pack, or use another pack.",
  });
}
