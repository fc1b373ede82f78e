// By file: otherwise the whole of semver would come along.
import validRange from "semver/ranges/valid.js";
import validate from "validate-npm-package-name";
import { hasUnseen } from "../../words/printable.ts";
import { type GitSpec, gitSpec, githubSpec } from "./spec-git.ts";
import { badSpec, quoted } from "./spec-problem.ts";

export type { GitSpec } from "./spec-git.ts";

/** Where a pack comes from, as somebody described it. */
export type Spec = FolderSpec | TarballSpec | NpmSpec | GitSpec;

interface Described {
  /** The description in its one normal form, without secrets: what messages and the lock say. */
  readonly text: string;
}

export interface FolderSpec extends Described {
  readonly kind: "folder";
  /** Absolute, or relative to where the user is. */
  readonly path: string;
}

export interface TarballSpec extends Described {
  readonly kind: "tarball";
  readonly path: string;
}

export interface NpmSpec extends Described {
  readonly kind: "npm";
  readonly name: string;
  /** A version, a range of them, or a tag such as "latest". */
  readonly range: string;
}

/**
 * Reads the description of a pack: `./folder`, `npm:name@range`, `github:owner/repo/folder#ref`, a git
 * URL with `#ref` or `#ref:folder`, or the path of a `.tgz`.
 *
 * @throws UserError `bad_pack_spec`
 */
export function parseSpec(text: string): Spec {
  if (hasUnseen(text) || text.trim() !== text)
    throw badSpec(text, "it has white space at an end, or holds a character that nobody sees");
  if (text.startsWith("-")) throw badSpec(text, "it begins with a dash, as an option does");
  if (text.startsWith("npm:")) return npmSpec(text, text.slice("npm:".length));
  if (text.startsWith("github:")) return githubSpec(text, text.slice("github:".length));
  return gitSpec(text) ?? pathSpec(text);
}

function npmSpec(text: string, rest: string): NpmSpec {
  const at = rest.indexOf("@", 1);
  const name = at === -1 ? rest : rest.slice(0, at);
  const range = at === -1 ? "latest" : rest.slice(at + 1);
  if (!validate(name).validForOldPackages)
    throw badSpec(text, "it names no package, as npm:name@range does");
  const isTag = /^[A-Za-z][A-Za-z0-9._-]*$/u.test(range);
  if (range === "" || (validRange(range) === null && !isTag))
    throw badSpec(text, `${quoted(range)} is no version, no range of versions and no tag`);
  return { kind: "npm", name, range, text: `npm:${name}@${range}` };
}

function pathSpec(text: string): FolderSpec | TarballSpec {
  const path = text.replace(/^file:(?:\/\/(?=\/))?(?:\/(?=[A-Za-z]:[/\\]))?/u, "");
  const isFile = path !== text;
  const isPath = /^(?:\.{1,2}(?:[/\\]|$)|\/|[A-Za-z]:[/\\])/u.test(path);
  const isTarball = /\.(?:tgz|tar\.gz)$/iu.test(path);
  if (/^[A-Za-z][A-Za-z+]+:/u.test(path) || path === "" || path.startsWith("-"))
    throw badSpec(text, "it is no kind of source that is known here");
  if (!isPath && !isFile && !isTarball)
    throw badSpec(text, "it could be a folder (./name) or a package (npm:name)");
  const shown = isPath ? path : `./${path}`;
  const normal = shown.replace(/(?<=[^/\\:])[/\\]+$/u, "");
  return { kind: isTarball ? "tarball" : "folder", path, text: normal };
}
