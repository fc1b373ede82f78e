import path from "node:path";
import { quoteDirectory } from "../answers/command-line.ts";
import { packageNameFrom } from "../answers/package-name.ts";
import type { Host } from "../host/host.ts";
import { skeletonPack } from "../packs/skeleton.ts";
import { filesOf } from "../words/tree.ts";
import { folderNameOf, resolveTarget } from "../write/target.ts";
import { write } from "../write/write.ts";
import { nextText } from "./report.ts";

/** Writes a small pack that passes, for an author to start from. */
export async function packInit(
  directory: string,
  json: boolean,
  version: string,
  host: Host,
): Promise<void> {
  const { environment, files, output } = host;
  const target = resolveTarget(directory, environment, files);
  // A pack's name has no scope: the folder's alone.
  const name = path.posix
    .basename(packageNameFrom(folderNameOf(target, files)))
    .replaceAll(/[._]/gu, "-");
  const tree = skeletonPack(name, version);
  await write(tree, target, host, { intoExisting: false });
  const typed = quoteDirectory(directory, environment.platform);
  const next = [
    `npx create-12-factor-agent pack validate ${typed}`,
    `npx create-12-factor-agent my-agent --pack ${typed.startsWith(".") || path.isAbsolute(directory) ? typed : `./${typed}`}`,
  ];
  const report = {
    ok: true,
    command: "pack init",
    directory: target.path,
    name,
    files: filesOf(tree),
    next,
  };
  if (json) output.out(`${JSON.stringify(report)}\n`);
  else
    output.out(
      `Wrote the pack ${name} to ${target.path} (${tree.size} files).\n\n${nextText(next)}`,
    );
}
