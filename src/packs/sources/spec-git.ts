import { nameProblem } from "../../words/portable-name.ts";
import { atFirst, badSpec, quoted } from "./spec-problem.ts";

export interface GitSpec {
  readonly kind: "git";
  readonly text: string;
  /** As git takes it. It may hold a password, so it is never shown or stored. */
  readonly url: string;
  /** A branch, a tag or a full commit id; the default branch, when it is left out. */
  readonly ref: string | undefined;
  /** The pack's folder in the repository, with forward slashes; its root, when it is left out. */
  readonly folder: string | undefined;
}

const owner = /^[A-Za-z0-9][A-Za-z0-9-]*$/u;
const repository = /^(?!\.{1,2}$)[A-Za-z0-9._][A-Za-z0-9._-]*$/u;

export function githubSpec(text: string, rest: string): GitSpec {
  const [place = "", ref] = atFirst(rest, "#");
  const [user = "", repo = "", ...folders] = place.replace(/\/$/u, "").split("/");
  if (!owner.test(user) || !repository.test(repo))
    throw badSpec(text, "it names no repository, as github:owner/repo does");
  const name = `${user}/${repo.replace(/\.git$/u, "")}`;
  const folder = folders.length === 0 ? undefined : folderOf(text, folders.join("/"));
  const where = folder === undefined ? name : `${name}/${folder}`;
  return {
    kind: "git",
    url: `https://github.com/${name}.git`,
    ref: refOf(text, ref),
    folder,
    text: `github:${where}${ref === undefined ? "" : `#${ref}`}`,
  };
}

/** Reads the address of a repository; nothing, when this is none. */
export function gitSpec(text: string): GitSpec | undefined {
  const [address = "", fragment] = atFirst(text, "#");
  const url = urlOf(text, address);
  if (url === undefined) return undefined;
  const [ref, folder] = atFirst(fragment ?? "", ":");
  const read = {
    ref: refOf(text, ref === "" ? undefined : ref),
    folder: folder === undefined ? undefined : folderOf(text, folder),
  };
  const inside = read.folder === undefined ? "" : `:${read.folder}`;
  const mark = read.ref === undefined && inside === "" ? "" : `#${read.ref ?? ""}${inside}`;
  return { kind: "git", url, ...read, text: `${shownUrl(url)}${mark}` };
}

/** The description that means this commit, for ever. */
export function atCommit({ text, folder }: GitSpec, commit: string): string {
  const [address] = atFirst(text, "#");
  const inside = text.startsWith("github:") || folder === undefined ? "" : `:${folder}`;
  return `${address}#${commit}${inside}`;
}

// git also runs programs as transports (`ext::`); these are all that there is here.
const transports =
  /^git\+(?:https?|ssh|file):\/\/|^(?:ssh|git):\/\/|^(?:https?|file):\/\/.+\.git$/u;
const scpLike = /^\w[\w.-]*@\w[\w.-]*:(?!\/?-)[^\s:]+$/u;

/** The address of a repository as git takes it; nothing, when this is no address of one. */
function urlOf(text: string, address: string): string | undefined {
  if (scpLike.test(address)) return address;
  if (!transports.test(address)) return undefined;
  const url = address.replace(/^git\+/u, "");
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || /\s/u.test(url)) throw badSpec(text, "it is no URL that can be read");
  const parts = [parsed.hostname, parsed.username, parsed.pathname.slice(1)];
  if (parts.some((part) => /^(?:-|%2d)/iu.test(part)))
    throw badSpec(text, "a part of it begins with a dash, as an option does");
  if (parsed.search !== "") throw badSpec(text, "it has a query, and git repositories have none");
  return url;
}

/** Over https a user's name is often the secret itself; over ssh it is a part of the address. */
function shownUrl(url: string): string {
  if (scpLike.test(url)) return url;
  const shown = url.replace(/^(\w+:\/\/)[^/]*@/u, (_all, scheme: string) => {
    const user = new URL(url).username;
    return scheme === "ssh://" && user !== "" ? `${scheme}${user}@` : scheme;
  });
  return /^(?:https?|file):/u.test(shown) ? `git+${shown}` : shown;
}

function refOf(text: string, ref: string | undefined): string | undefined {
  if (
    ref === undefined ||
    /^(?![-/.])(?!.*(?:\.\.|@\{|\/\/))[^\s~^:?*[\\]*[^\s~^:?*[\\/.]$/u.test(ref)
  )
    return ref;
  throw badSpec(text, `${quoted(ref)} is no name of a branch, a tag or a commit`);
}

function folderOf(text: string, folder: string): string {
  const path = folder.replace(/\/$/u, "");
  const problem = path
    .split("/")
    .map(nameProblem)
    .find((one) => one !== undefined);
  if (problem === undefined) return path;
  throw badSpec(text, `${quoted(folder)} is no folder in a repository: a part of it ${problem}`);
}
