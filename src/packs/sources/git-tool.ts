import path from "node:path";
import type { SourceHost } from "./source.ts";
import { runTool, type ToolResult } from "./tool.ts";

/** Runs git, in one repository. */
export type Git = (args: readonly string[], input?: string) => Promise<ToolResult>;

/** The user's git in a temporary repository, with nothing that acts on its own. */
export function gitIn(folder: string, host: SourceHost): Git {
  const repository = path.join(folder, "repository");
  const settings = [
    "protocol.ext.allow=never",
    "safe.bareRepository=explicit",
    // A folder that does not exist: hooks of the user's are not for this repository.
    `core.hooksPath=${path.join(folder, "hooks")}`,
    // Whatever git leaves running would outlive the folder.
    "gc.auto=0",
    "maintenance.auto=false",
  ];
  const env = {
    GIT_TERMINAL_PROMPT: "0",
    GIT_DIR: repository,
    // Set where we run inside a git hook: they would point at that repository.
    GIT_WORK_TREE: undefined,
    GIT_INDEX_FILE: undefined,
    GIT_OBJECT_DIRECTORY: undefined,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: undefined,
    GIT_NAMESPACE: undefined,
  };
  const flags = settings.flatMap((setting) => ["-c", setting]);
  return (args, input) =>
    runTool("git", [...flags, ...args], host, {
      cwd: folder,
      env,
      most: 64 * 1_048_576,
      ...(input === undefined ? {} : { input }),
    });
}
