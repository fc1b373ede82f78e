import fs from "node:fs";
import path from "node:path";
import type { Files } from "../host.ts";
import { type ContentsText, readPackFolder } from "./folder.ts";
import { lintPack } from "./lint-pack.ts";
import { type Contents, type Pack, withContents } from "./pack.ts";
import { compile } from "./template.ts";

/** A pack from a folder of this machine, checked, with its templates compiled. */
export function loadFolder(folder: string, files: Files = fs): Pack {
  const text = readPackFolder(folder, files);
  lintPack(text);
  return {
    name: text.name,
    title: text.title,
    version: text.version ?? "0.0.0",
    source: path.basename(folder),
    hash: text.hash,
    layers: text.layers.map((layer) => ({
      ...layer,
      pack: text.name,
      ...withContents(layer, contentsOf),
    })),
  };
}

function contentsOf(contents: ContentsText): Contents {
  return typeof contents === "object" && "template" in contents
    ? compile(contents.template)
    : contents;
}
