import { gitProblem, noCommit } from "./git-problem.ts";
import { type Git, gitIn } from "./git-tool.ts";
import { readTree } from "./git-tree.ts";
import type { SourceHost, Sourced } from "./source.ts";
import type { GitSpec } from "./spec-git.ts";
import { inTemporaryFolder } from "./temporary.ts";

/**
 * Reads a pack from a git repository with the user's own git, which knows how to log in. Nothing is
 * ever checked out: no hook, filter or submodule of the repository has a chance to act.
 *
 * @throws UserError `git_missing`, `pack_unreachable`, `pack_not_found`, `bad_pack`
 */
export function readGit(spec: GitSpec, host: SourceHost): Promise<Sourced> {
  return inTemporaryFolder(async (folder) => {
    const git = gitIn(folder, host);
    const commit = await commitOf(spec, git);
    await fetchCommit(spec, commit, git);
    const entries = await readTree(spec, commit, git);
    return { entries, resolved: { source: spec.text, commit } };
  });
}

export function isCommitId(ref: string | undefined): ref is string {
  return ref !== undefined && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(ref);
}

/** Asks the repository once where a name stands; an annotated tag stands at its commit. */
async function commitOf(spec: GitSpec, git: Git): Promise<string> {
  const { ref, url } = spec;
  if (isCommitId(ref)) return ref;
  const names =
    ref === undefined
      ? ["HEAD"]
      : [`refs/tags/${ref}^{}`, `refs/tags/${ref}`, `refs/heads/${ref}`, ref];
  const listed = await git(["ls-remote", "--quiet", "--", url, ...names]);
  if (!listed.ok) throw gitProblem(spec, listed);
  const ids = new Map(
    Buffer.from(listed.stdout)
      .toString("utf8")
      .split("\n")
      .map((line) => line.split("\t") as [id: string, name?: string])
      .map(([id, name]) => [name, id]),
  );
  const found = names.map((name) => ids.get(name)).find(isCommitId);
  if (found === undefined) throw noCommit(spec);
  return found;
}

async function fetchCommit(spec: GitSpec, commit: string, git: Git): Promise<void> {
  const format = commit.length === 64 ? ["--object-format=sha256"] : [];
  const made = await git(["init", "--quiet", "--bare", "--template=", ...format]);
  if (!made.ok) throw gitProblem(spec, made);
  const fetch = (...args: string[]) =>
    git(["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", ...args]);
  let fetched = await fetch("--depth=1", "--", spec.url, commit);
  // Old servers give out only what a name points to; then everything is fetched.
  if (!fetched.ok && /unadvertised object/u.test(fetched.said)) {
    fetched = await fetch("--", spec.url, "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*");
  }
  if (!fetched.ok) throw gitProblem(spec, fetched);
  const there = await git(["cat-file", "-e", `${commit}^{commit}`]);
  if (!there.ok) throw noCommit(spec);
}
