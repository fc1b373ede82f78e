import { suggestion } from "../../words/nearest.ts";
import type { Entries } from "./entries.ts";
import type { Problem } from "./problem.ts";

/** The files of a layer, by their paths in its folder. */
export type LayerFiles = ReadonlyMap<string, Uint8Array>;

/**
 * The layers of a pack by their paths below layers/, which are their names. A layer is a folder with a
 * layer.json; the folders above it are rooms. A folder with neither a layer.json nor layers below it is
 * given back as a layer that lacks its layer.json.
 */
export function layerFolders(entries: Entries): Map<string, LayerFiles> {
  const layers = new Map<string, Map<string, Uint8Array>>();
  const rooms = new Set<string>();
  for (const [path, bytes] of entries) {
    const ids = foldersAround(path);
    const whole = ids.findIndex((id) => entries.has(`layers/${id}/layer.json`));
    const id = ids.at(whole);
    if (id === undefined) continue;
    if (whole !== -1) for (const room of ids.slice(0, whole)) rooms.add(room);
    const files = layers.get(id) ?? new Map<string, Uint8Array>();
    layers.set(id, files.set(path.slice(`layers/${id}/`.length), bytes));
  }
  // A room may hold a file beside its layers, as layers/ may.
  return new Map([...layers].filter(([id, files]) => !rooms.has(id) || holdsParts(files)));
}

/** The folders below layers/ in which a file lies, the outermost first, down to a layer's own folders. */
function foldersAround(path: string): string[] {
  const [root, ...folders] = path.split("/").slice(0, -1);
  if (root !== "layers") return [];
  const inside = folders.findIndex((name, at) => at > 0 && isPart(name));
  return folders
    .slice(0, inside === -1 ? undefined : inside)
    .map((_, at) => folders.slice(0, at + 1).join("/"));
}

function isPart(name: string): boolean {
  return name === "files" || name === "slots";
}

function holdsParts(files: LayerFiles): boolean {
  return [...files.keys()].some((path) => isPart(path.split("/")[0] ?? ""));
}

const parts = ["layer.json", "files", "slots"];

/** What is wrong with the folder of a layer, whatever its layer.json says. */
export function folderProblems(id: string, files: LayerFiles): Problem[] {
  const paths = [...files.keys()];
  const at = (path: string, message: string): Problem => ({
    file: `layers/${id}/${path}`,
    message,
  });
  const named = id.split("/").every((name) => /^[a-z0-9][a-z0-9+-]*$/u.test(name));
  const isNamed = "is no id: lower-case letters, digits, dashes and plus signs";
  const strays = new Set(
    paths.map((path) => path.split("/")[0] ?? "").filter((name) => !parts.includes(name)),
  );
  return [
    ...(named ? [] : [{ file: `layers/${id}`, message: isNamed }]),
    ...(files.has("layer.json") ? [] : [at("layer.json", "is missing")]),
    ...[...strays].map((name) => at(name, strayIn(id, name, paths))),
    ...paths
      .filter((path) => path.includes("{{"))
      .map((path) => at(path, "has a template as its name; names are taken as they stand")),
    ...paths
      .filter((path) => path.startsWith("slots/") && !/^slots\/[a-z][a-z0-9-]*(?:\.|$)/u.test(path))
      .map((path) =>
        at(path, "is no name of a slot: lower-case letters, digits and dashes, then a dot"),
      ),
  ];
}

function strayIn(id: string, name: string, paths: readonly string[]): string {
  const layers = paths.some((path) => path.startsWith(`${name}/`) && path.endsWith("/layer.json"));
  return layers
    ? `holds a layer inside the layer ${id}; layers lie beside each other, and a room has no layer.json`
    : `is not a part of a layer. ${suggestion(name, parts, "part")}`;
}
