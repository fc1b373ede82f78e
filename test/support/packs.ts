import fs from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogOf } from "../../src/catalog/catalog.ts";
import { checkPack } from "../../src/packs/check.ts";
import { joins } from "../../src/packs/joins.ts";
import { type Layer, type Offer, ours, type Pack } from "../../src/packs/manifest/pack.ts";
import { readPack } from "../../src/packs/manifest/read.ts";
import { readyPack } from "../../src/packs/ready.ts";
import { readDirectory } from "../../src/packs/sources/directory.ts";
import { ready } from "../../src/packs/templates/template.ts";
import { temporaryFolder, writeTree } from "./folders.ts";

export const smallPackFolder = fileURLToPath(new URL("../fixtures/packs/small", import.meta.url));
export const templatesFolder = fileURLToPath(new URL("../../templates", import.meta.url));

/** The small pack, standing in for ours: for the one that has the guide's factors. */
export const smallPack = asOurs(loadFolder(smallPackFolder));
export const smallCatalog = catalogOf([smallPack]);

/** A pack from a folder of this machine, checked, with its templates parsed. */
export function loadFolder(folder: string): Pack {
  const source = basename(folder);
  return readyPack(checkPack(readPack(readDirectory(folder, source, fs)), source), source);
}

/** A pack made of the small one and layers of a test. */
export function packWith(...layers: Partial<Layer>[]): Pack {
  return { ...smallPack, layers: [...smallPack.layers, ...layers.map(layerOf)] };
}

/** A pack of somebody else, with what it has to say in a few lines. */
export function foreignPack(
  name: string,
  layers: Readonly<Record<string, LayerSketch>>,
  more: Partial<Pack> = {},
): Pack {
  return {
    name,
    title: name,
    version: "1.0.0",
    source: name,
    hash: name,
    joins,
    layers: Object.entries(layers).map(([id, { files = {}, slots = {}, ...layer }]) => ({
      id,
      pack: name,
      order: 50,
      ...layer,
      files: Object.entries(files).map(([path, text]) => ({
        path,
        source: `files/${path}.hbs`,
        contents: ready({ template: text }),
      })),
      fragments: Object.entries(slots).map(([slot, text]) => ({
        slot,
        source: `slots/${slot}.hbs`,
        contents: ready({ template: text }),
      })),
    })),
    ...more,
  };
}

export interface LayerSketch extends Partial<Omit<Layer, "files" | "fragments">> {
  /** Templates by their paths. */
  files?: Record<string, string>;
  /** Templates by the slots that they fill. */
  slots?: Record<string, string>;
}

export const factor14: Offer = {
  kind: "factor",
  id: "14",
  title: "Audit trail",
  hint: "who did what",
  facts: {},
  name: "audit-trail",
  needs: [6],
};

function layerOf(layer: Partial<Layer>): Layer {
  return { id: "extra", pack: ours, order: 90, files: [], fragments: [], ...layer };
}

function asOurs(pack: Pack): Pack {
  return { ...pack, name: ours, layers: pack.layers.map((layer) => ({ ...layer, pack: ours })) };
}

/** A pack on disk: its manifest and a layer that says nothing, and the files of a test on top. */
export function packFolder(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  writeTree(folder, {
    "pack.json": '{"name":"p","title":"P","version":"1.0.0"}',
    "layers/one/layer.json": "{}",
    ...files,
  });
  return folder;
}

/** A pack called acme that asks these questions. */
export function packAsking(
  options: Readonly<Record<string, object>>,
  files: Readonly<Record<string, string>>,
): string {
  const manifest = { name: "acme", title: "Acme's ways", version: "1.0.0", options };
  return packFolder({ "pack.json": JSON.stringify(manifest), ...files });
}
