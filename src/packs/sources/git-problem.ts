import { UserError } from "../../words/errors.ts";
import { missingTool, sentence, unreachable } from "./problem.ts";
import type { GitSpec } from "./spec-git.ts";
import type { ToolResult } from "./tool.ts";

const noWay =
  /could not resolve host|failed to connect|couldn't connect|connection (?:refused|reset|timed out|closed)|timed? ?out|network is unreachable|no route to host|temporary failure|returned error: 5\d\d|early EOF|the remote end hung up|unable to connect/iu;
const noAccess =
  /not found|does not appear to be a git repository|does not exist|could not read (?:username|password)|authentication failed|permission denied|returned error: (?:401|403|404)|access denied/iu;

/** Words for what git said. */
export function gitProblem(spec: GitSpec, { missing, said }: ToolResult): UserError {
  if (missing) return missingTool("git", spec.text);
  if (/not our ref|couldn't find remote ref/u.test(said)) return noCommit(spec);
  if (noAccess.test(said))
    return new UserError({
      code: "pack_not_found",
      message: `Pack ${spec.text} cannot be used: there is no such repository, or it is not yours to read. git says: ${sentence(lastOf(said))}`,
      fix: "Check the address, and that git clone works with it.",
    });
  if (noWay.test(said)) return unreachable(spec.text, lastOf(said));
  return new UserError({
    code: "git_failed",
    message: `Pack ${spec.text} cannot be used: git failed. It says: ${sentence(lastOf(said))}`,
    fix: "Check that git clone works with this address.",
    exit: 1,
  });
}

export function noCommit({ text, ref }: GitSpec): UserError {
  return new UserError({
    code: "pack_not_found",
    message:
      ref === undefined
        ? `Pack ${text} cannot be used: the repository has no commit.`
        : `Pack ${text} cannot be used: the repository has no branch, tag or commit "${ref}".`,
    fix: "Name a branch or a tag, or give all digits of a commit.",
  });
}

export function noFolder({ text, folder }: GitSpec, commit: string): UserError {
  return new UserError({
    code: "pack_not_found",
    message: `Pack ${text} cannot be used: there is no folder "${folder}" in commit ${commit.slice(0, 12)}.`,
    fix: "Give the path of a folder with a pack.json.",
  });
}

/** The line that says what went wrong, rather than the advice that follows it. */
function lastOf(said: string): string {
  const lines = said.split("\n").filter((line) => line.trim() !== "");
  return (
    lines.find((line) => /^(?:fatal|error|ssh|remote):/u.test(line)) ?? lines.at(-1) ?? "nothing"
  );
}
