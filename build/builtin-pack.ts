import fs from "node:fs";
import path from "node:path";
import type { Plugin } from "rolldown";
import { type ContentsText, readPackFolder } from "../src/packs/folder.ts";
import { lintPack } from "../src/packs/lint-pack.ts";
import { helpText } from "../src/program.ts";
import { precompile, slotsIn } from "../src/packs/template.ts";

/** Puts templates/ into the program: plain files as strings, templates as precompiled functions. */
export function builtinPack(root: string): Plugin {
  const templates = path.join(root, "templates");
  return {
    name: "builtin-pack",
    resolveId: (id) => (id.startsWith("virtual:") ? `\0${id}` : null),
    load(id) {
      const version = readVersion(root);
      if (id === "\0virtual:version") return `export const version = ${JSON.stringify(version)};`;
      if (id === "\0virtual:help") return `export const help = ${JSON.stringify(helpText())};`;
      if (id !== "\0virtual:builtin-pack") return null;
      for (const file of fs.readdirSync(templates, { recursive: true, withFileTypes: true })) {
        if (file.isFile()) this.addWatchFile(path.join(file.parentPath, file.name));
      }
      return `export const pack = ${moduleText(templates, version)};`;
    },
  };
}

function moduleText(templates: string, version: string): string {
  const pack = readPackFolder(templates, fs);
  lintPack(pack);
  const layers = pack.layers.map((layer) => {
    const { files, fragments, ...rest } = layer;
    const fileTexts = files.map(({ contents, ...file }) => withContents(file, contents));
    const fragmentTexts = fragments.map(({ contents, ...one }) => withContents(one, contents));
    return withKeys(rest, { files: list(fileTexts), fragments: list(fragmentTexts) });
  });
  const { layers: _layers, ...rest } = pack;
  return withKeys({ ...rest, version, source: "builtin" }, { layers: list(layers) });
}

function withContents(entry: object, contents: ContentsText): string {
  return withKeys(entry, { contents: contentsText(contents) });
}

function contentsText(contents: ContentsText): string {
  if (typeof contents === "string") return JSON.stringify(contents);
  if ("template" in contents) {
    const slots = JSON.stringify(slotsIn(contents.template));
    return `{ slots: ${slots}, spec: ${precompile(contents.template)} }`;
  }
  return JSON.stringify({ base64: Buffer.from(contents).toString("base64") });
}

function withKeys(entry: object, sources: Record<string, string>): string {
  const fields = Object.entries(entry).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `{ ${[...fields, ...Object.entries(sources).map(([key, text]) => `${key}: ${text}`)].join(", ")} }`;
}

function list(items: readonly string[]): string {
  return `[\n${items.join(",\n")}\n]`;
}

function readVersion(root: string): string {
  const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as {
    version: string;
  };
  return manifest.version;
}
