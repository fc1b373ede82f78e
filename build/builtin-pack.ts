import fs from "node:fs";
import path from "node:path";
import type { Plugin } from "rolldown";
import type { BuiltinContents, BuiltinPack } from "../src/packs/builtin.ts";
import { type ContentsText, readPackFolder } from "../src/packs/folder.ts";
import { lintPack } from "../src/packs/lint-pack.ts";
import { slotsIn } from "../src/packs/template.ts";
import { helpText } from "../src/program.ts";
import { partsOf } from "./template-parts.ts";

/** Where the pack ends up: beside the program, because JSON is read faster than JavaScript. */
const fileName = "templates.json";

/**
 * Gives src/ what is only known when it is built: the version, what --help prints, and templates/ as
 * data. Tests get the pack inside the module, the package gets it as a file.
 */
export function builtinPack(root: string, asFile = false): Plugin {
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
      const source = JSON.stringify(readBuiltin(templates, version));
      if (!asFile) return `export const readPack = () => (${source});`;
      this.emitFile({ type: "asset", fileName, source });
      return [
        'import fs from "node:fs";',
        `const file = new URL("./${fileName}", import.meta.url);`,
        'export const readPack = () => JSON.parse(fs.readFileSync(file, "utf8"));',
      ].join("\n");
    },
  };
}

function readBuiltin(templates: string, version: string): BuiltinPack {
  const { layers, ...pack } = readPackFolder(templates, fs);
  lintPack({ ...pack, layers });
  return {
    ...pack,
    version,
    source: "builtin",
    layers: layers.map((layer) => ({
      ...layer,
      files: layer.files.map((file) => ({ ...file, contents: contentsOf(file.contents) })),
      fragments: layer.fragments.map((one) => ({ ...one, contents: contentsOf(one.contents) })),
    })),
  };
}

function contentsOf(contents: ContentsText): BuiltinContents {
  if (typeof contents === "string") return contents;
  if ("template" in contents) {
    return { slots: slotsIn(contents.template), parts: partsOf(contents.template) };
  }
  return { base64: Buffer.from(contents).toString("base64") };
}

function readVersion(root: string): string {
  const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as {
    version: string;
  };
  return manifest.version;
}
