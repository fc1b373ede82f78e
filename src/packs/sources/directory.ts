import path from "node:path";
import type { Files } from "../../host.ts";
import { type Entries, type Gate, gateOf } from "../entries.ts";

/** What a pack is made of. Whatever else lies in the folder (its git, its modules) is nobody's business. */
const roots = ["pack.json", "models.json", "layers"];

/** Reads a pack from a folder of this machine. Links are refused, wherever they lead. */
export function readDirectory(folder: string, pack: string, files: Files): Entries {
  const gate = gateOf(pack);
  const found = files.readdirSync(folder).filter((name) => roots.includes(name));
  const entries = found.flatMap((name) => walk(folder, name, gate, files));
  gate.close();
  return new Map(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

function walk(folder: string, name: string, gate: Gate, files: Files): [string, Uint8Array][] {
  const full = path.join(folder, name);
  const stat = files.lstatSync(full);
  const kind = stat.isFile() ? "file" : stat.isDirectory() ? "folder" : "other";
  if (!gate.admit(name, kind, kind === "file" ? stat.size : 0)) return [];
  if (kind === "file") return [[name, files.readFileSync(full)]];
  return files.readdirSync(full).flatMap((inner) => walk(folder, `${name}/${inner}`, gate, files));
}
