import { nameProblem } from "../portable-name.ts";
import { UserError } from "../errors.ts";
import { json } from "./helpers.ts";

/** A pack's files as they came from its source: by path, with forward slashes, sorted. */
export type Entries = ReadonlyMap<string, Uint8Array>;

/** What no pack of templates comes near. Sizes are bytes, after unpacking. */
const limits = {
  files: 5_000,
  bytesOfFile: 1_048_576,
  bytes: 20 * 1_048_576,
  depth: 24,
} as const;

export interface Gate {
  /** Says whether an entry may come in. What is no file or folder, or too much of it, is refused. */
  readonly admit: (path: string, kind: "file" | "folder" | "other", bytes: number) => boolean;
  /** Throws one error with everything that was refused. */
  readonly close: () => void;
}

/** Stands before a source: every entry is judged by its name, kind and size before it is read. */
export function gateOf(pack: string): Gate {
  const problems: string[] = [];
  const spellings = new Map<string, string>();
  let files = 0;
  let bytes = 0;
  return {
    admit: (path, kind, size) => {
      files += 1;
      bytes += size;
      // Going on would be what such a pack wants.
      if (files > limits.files) throw refused(pack, [`it has more than ${limits.files} entries`]);
      if (bytes > limits.bytes) throw refused(pack, [`it is larger than ${limits.bytes} bytes`]);
      const problem = entryProblem(path, kind, size) ?? twin(path, spellings);
      if (problem !== undefined) problems.push(`${json(path)} ${problem}`);
      return problem === undefined;
    },
    close: () => {
      if (problems.length > 0) throw refused(pack, problems);
    },
  };
}

function entryProblem(
  path: string,
  kind: "file" | "folder" | "other",
  size: number,
): string | undefined {
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
  const segments = path.split("/");
  if (segments.length > limits.depth) return `is deeper than ${limits.depth} folders`;
  if (segments.some((one) => one === "." || one === "..")) return "leads out of it";
  return segments.map(nameProblem).find((problem) => problem !== undefined);
}

/** Names that differ only in case, or in how an accent is written, are one file on many disks. */
function twin(path: string, spellings: Map<string, string>): string | undefined {
  const segments = path.split("/");
  for (let length = 1; length <= segments.length; length++) {
    const part = segments.slice(0, length).join("/");
    const key = part.normalize("NFC").toLowerCase();
    const known = spellings.get(key);
    if (known !== undefined && known !== part) return `differs from ${json(known)} in case alone`;
    spellings.set(key, part);
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
