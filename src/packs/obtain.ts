import path from "node:path";
import valid from "semver/functions/valid.js";
import { codeOf } from "../host/disk-failure.ts";
import { UserError } from "../words/errors.ts";
import type { Entries } from "./manifest/entries.ts";
import type { Cache } from "./sources/cache.ts";
import { readDirectory } from "./sources/directory.ts";
import { isCommitId, readGit } from "./sources/git.ts";
import { readNpm } from "./sources/npm.ts";
import type { Sourced, SourceHost } from "./sources/source.ts";
import type { FolderSpec, GitSpec, NpmSpec, Spec, TarballSpec } from "./sources/spec.ts";
import { readTarballFile } from "./sources/tarball-file.ts";

export interface Obtained extends Sourced {
  readonly spec: Spec;
  /** It came from where it says, and not from the cache. */
  readonly fresh: boolean;
  readonly warnings: readonly string[];
}

/** A pack's files from wherever its description says, or from the cache where that is as good. */
export async function obtain(
  spec: Spec,
  cache: Cache,
  offline: boolean,
  host: SourceHost,
): Promise<Obtained> {
  switch (spec.kind) {
    case "folder":
    case "tarball": {
      const entries = await fromDisk(spec, host);
      return { spec, entries, resolved: { source: spec.text }, fresh: true, warnings: [] };
    }
    case "npm":
    case "git":
      return { spec, ...(await fromNetwork(spec, cache, offline, host)) };
  }
}

async function fromDisk(
  { kind, path: given, text }: FolderSpec | TarballSpec,
  { environment, files }: SourceHost,
): Promise<Entries> {
  const full = path.resolve(environment.cwd, given);
  try {
    return kind === "folder"
      ? readDirectory(full, text, files)
      : await readTarballFile(full, text, files);
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw new UserError(
      {
        code: "pack_not_readable",
        message: `Pack ${text} cannot be read: the system says ${code}.`,
        fix: "Check that the path is yours to read.",
        exit: 1,
      },
      { cause: error },
    );
  }
}

type Found = Omit<Obtained, "spec">;

async function fromNetwork(
  spec: NpmSpec | GitSpec,
  cache: Cache,
  offline: boolean,
  host: SourceHost,
): Promise<Found> {
  if (offline || isExact(spec)) {
    const known = remembered(spec, cache);
    if (known !== undefined) return known;
    if (offline) throw notCached(spec, cache);
  }
  try {
    const sourced = await (spec.kind === "npm" ? readNpm(spec, host) : readGit(spec, host));
    return { ...sourced, fresh: true, warnings: [] };
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== "pack_unreachable") throw error;
    const known = remembered(spec, cache);
    if (known === undefined) throw error;
    return {
      ...known,
      warnings: [`${error.message} The copy in the cache is used: ${exactly(known)}.`],
    };
  }
}

function remembered(spec: Spec, cache: Cache): Found | undefined {
  const memory = cache.recall(spec.text);
  const entries = memory && cache.read(memory.hash);
  if (entries === undefined) return undefined;
  // It may have been remembered by another description of the same commit.
  const resolved = { ...memory?.resolved, source: spec.text };
  return { entries, resolved, fresh: false, warnings: [] };
}

/** Whether it can mean only one tree, for ever. */
function isExact(spec: NpmSpec | GitSpec): boolean {
  return spec.kind === "git" ? isCommitId(spec.ref) : valid(spec.range) !== null;
}

function exactly({ resolved }: Found): string {
  return resolved.version === undefined
    ? `commit ${resolved.commit?.slice(0, 12)}`
    : `version ${resolved.version}`;
}

function notCached({ text }: Spec, { folder }: Cache): UserError {
  return new UserError({
    code: "pack_not_cached",
    message: `Pack ${text} is not in the cache ${folder}, and nothing is to be fetched.`,
    fix: "Run it once with the network.",
    exit: 1,
  });
}
