import fs from "node:fs";
import path from "node:path";
import { UserError } from "../errors.ts";
import type { Files } from "../host.ts";
import type { Entries } from "./entries.ts";
import { joins } from "./joins.ts";
import { type Pack, withContents } from "./pack.ts";
import { problemText } from "./problem.ts";
import { readPack } from "./read.ts";
import { readDirectory } from "./sources/directory.ts";
import { ready } from "./template.ts";
import { templateProblems } from "./template-problems.ts";

/** A pack from a folder of this machine, checked, with its templates parsed. */
export function loadFolder(folder: string, files: Files = fs): Pack {
  const source = path.basename(folder);
  return packOf(readDirectory(folder, source, files), source);
}

/**
 * A pack from its files.
 *
 * @throws UserError with everything that is wrong with it, by file and line.
 */
function packOf(entries: Entries, source: string, beside: readonly Pack[] = []): Pack {
  const { pack, problems } = readPack(entries);
  const all = pack === undefined ? problems : [...problems, ...templateProblems(pack, beside)];
  if (pack === undefined || all.length > 0) {
    throw new UserError({
      code: "bad_pack",
      message: `Pack ${source} cannot be used:\n${all.map((one) => `  ${problemText(one)}`).join("\n")}`,
      fix: "Repair the pack.",
    });
  }
  return {
    name: pack.name,
    title: pack.title,
    version: pack.version ?? "0.0.0",
    source,
    hash: pack.hash,
    joins,
    options: pack.options,
    layers: pack.layers.map((layer) => ({
      ...layer,
      pack: pack.name,
      ...withContents(layer, ready),
    })),
  };
}
