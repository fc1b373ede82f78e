import path from "node:path";
import type { Files } from "../../host/host.ts";
import { UserError } from "../../words/errors.ts";
import { type Entries, entriesOf, type Gate, gateOf, roots } from "../manifest/entries.ts";

/**
 * Reads a pack from a folder of this machine. Links are refused, wherever they lead.
 *
 * @throws UserError `pack_not_found`, `bad_pack`
 */
export function readDirectory(folder: string, pack: string, files: Files): Entries {
  if (files.statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UserError({
      code: "pack_not_found",
      message: `Pack ${pack} cannot be used: there is no such folder.`,
      fix: "Give the path of a folder with a pack.json.",
    });
  const gate = gateOf(pack);
  const found = files.readdirSync(folder).filter((name) => roots.some((root) => root === name));
  const entries = found.flatMap((name) => walk(folder, name, gate, files));
  gate.close();
  return entriesOf(entries);
}

function walk(folder: string, name: string, gate: Gate, files: Files): [string, Uint8Array][] {
  const full = path.join(folder, name);
  const stat = files.lstatSync(full);
  const kind = stat.isFile() ? "file" : stat.isDirectory() ? "folder" : "other";
  if (!gate.admit(name, kind, kind === "file" ? stat.size : 0)) return [];
  if (kind === "file") return [[name, files.readFileSync(full)]];
  return files.readdirSync(full).flatMap((inner) => walk(folder, `${name}/${inner}`, gate, files));
}
