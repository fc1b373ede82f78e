import fs from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import type { Plugin } from "rolldown";
import type { BuiltinBody, BuiltinContents } from "../src/packs/builtin.ts";
import { type Pack, withContents } from "../src/packs/pack.ts";
import { problemText } from "../src/packs/problem.ts";
import { type ContentsText, readPack } from "../src/packs/read.ts";
import { readDirectory } from "../src/packs/sources/directory.ts";
import { slotsIn } from "../src/packs/template.ts";
import { partsOf } from "../src/packs/template-parts.ts";
import { templateProblems } from "../src/packs/template-problems.ts";
import { helpText } from "../src/program.ts";

/**
 * Where the pack ends up: beside the program, because JSON is read faster than JavaScript. The layers
 * have much in common and lie far apart, which npm's own compression does not see.
 */
const fileName = "templates.jsonl.br";

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
      const { pack, bodies } = readBuiltin(templates, version);
      if (!asFile) {
        return `const bodies = ${JSON.stringify(bodies)};
const pack = ${JSON.stringify(pack)};
const layers = pack.layers.map((layer, at) => ({ ...layer, body: () => bodies[at] }));
export const readPack = () => ({ ...pack, layers });`;
      }
      const lines = bodies.map((body) => `${JSON.stringify(body)}\n`);
      let end = 0;
      const ends = lines.map((line) => (end += Buffer.byteLength(line)));
      this.emitFile({ type: "asset", fileName, source: compressed(lines.join("")) });
      // Where each line ends is known here, so that only the lines that are needed are parsed, and all of
      // them are unpacked into one piece of memory.
      return `import fs from "node:fs";
import { brotliDecompressSync } from "node:zlib";
const ends = ${JSON.stringify(ends)};
const pack = JSON.parse(${JSON.stringify(JSON.stringify(pack))});
export function readPack() {
  const file = fs.readFileSync(new URL("./${fileName}", import.meta.url));
  let lines;
  const body = (at) => {
    lines ??= brotliDecompressSync(file, { chunkSize: ends.at(-1) });
    return JSON.parse(lines.toString("utf8", ends[at - 1] ?? 0, ends[at]));
  };
  return { ...pack, layers: pack.layers.map((layer, at) => ({ ...layer, body: () => body(at) })) };
}`;
    },
  };
}

interface Builtin {
  readonly pack: Omit<Pack, "layers"> & { readonly layers: readonly object[] };
  readonly bodies: readonly BuiltinBody[];
}

function readBuiltin(templates: string, version: string): Builtin {
  const read = readPack(readDirectory(templates, "templates", fs), "ours");
  const problems = [...read.problems, ...templateProblems(read.pack)];
  if (problems.length > 0) throw new Error(problems.map(problemText).join("\n"));
  const { layers, ...pack } = read.pack;
  return {
    pack: {
      ...pack,
      version,
      source: "builtin",
      layers: layers.map(({ files: _files, fragments: _fragments, ...layer }) => layer),
    },
    bodies: layers.map((layer) => withContents(layer, contentsOf)),
  };
}

function contentsOf(contents: ContentsText): BuiltinContents {
  if (typeof contents === "string") return contents;
  if ("template" in contents) {
    return { slots: slotsIn(contents.template), parts: partsOf(contents.template) };
  }
  return { base64: Buffer.from(contents).toString("base64") };
}

function compressed(text: string): Buffer {
  const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
  const size = Buffer.byteLength(text);
  return brotliCompressSync(text, {
    params: {
      [BROTLI_PARAM_QUALITY]: 11,
      [BROTLI_PARAM_LGWIN]: 22,
      [BROTLI_PARAM_SIZE_HINT]: size,
    },
  });
}

function readVersion(root: string): string {
  const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as {
    version: string;
  };
  return manifest.version;
}
