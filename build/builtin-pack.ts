import { readJsonSync } from "fs-extra/esm";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { constants, createBrotliCompress } from "node:zlib";
import type { Plugin } from "rolldown";
import { defaultAnswers } from "../src/answers/choices.ts";
import { factsOf } from "../src/answers/facts.ts";
import { catalogOf, factors as guide } from "../src/catalog/catalog.ts";
import type { BuiltinBody, BuiltinContents } from "../src/packs/builtin.ts";
import { applies } from "../src/packs/manifest/condition.ts";
import { type Layer, type Pack, withContents } from "../src/packs/manifest/pack.ts";
import { problemText } from "../src/packs/manifest/problem.ts";
import { type ContentsText, readPack } from "../src/packs/manifest/read.ts";
import { readDirectory } from "../src/packs/sources/directory.ts";
import { partsOf } from "../src/packs/templates/parse.ts";
import { templateProblems } from "../src/packs/templates/problems.ts";
import { slotsIn } from "../src/packs/templates/template.ts";
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
    async load(id) {
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
export const readPack = () => ({ ...pack, bodyOf: (at) => bodies[at] });`;
      }
      const lines = linesOf(bodies, usualOf(pack));
      const file = await compressed(lines.usual, lines.others);
      this.emitFile({ type: "asset", fileName, source: file.bytes });
      // Where each line lies is known here, so that only the lines that are needed are parsed, and all of
      // them are unpacked into one piece of memory.
      return `import fs from "node:fs";
import { brotliDecompressSync, constants } from "node:zlib";
const places = ${JSON.stringify(lines.places)};
const pack = JSON.parse(${JSON.stringify(asciiJson(pack))});
export function readPack() {
  const file = fs.readFileSync(\`\${import.meta.dirname}/${fileName}\`);
  const unpack = (length, end) => brotliDecompressSync(file.subarray(0, end), {
    // A buffer that gets full has zlib look for more.
    chunkSize: length + 1,
    finishFlush: constants.BROTLI_OPERATION_FLUSH,
  }).latin1Slice();
  const usual = ${lines.usual.length};
  let text = "";
  const bodyOf = (at) => {
    const [start, end] = places[at];
    if (text.length < end) {
      text = end <= usual ? unpack(usual, ${file.usual}) : unpack(${lines.usual.length + lines.others.length});
    }
    return JSON.parse(text.slice(start, end));
  };
  return { ...pack, bodyOf };
}`;
    },
  };
}

interface Builtin {
  readonly pack: Omit<Pack, "layers"> & {
    readonly layers: readonly Omit<Layer, "pack" | "files" | "fragments">[];
  };
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

/** Whether a project takes each layer when every question is answered with its default. */
function usualOf(pack: Builtin["pack"]): boolean[] {
  const layers = pack.layers.map((layer) => ({
    ...layer,
    pack: pack.name,
    files: [],
    fragments: [],
  }));
  const answers = {
    ...defaultAnswers,
    factors: guide.map(({ number }) => number),
    packageManager: "npm",
  };
  const facts = factsOf(answers, catalogOf([{ ...pack, layers }]));
  return layers.map(({ when }) => applies(when, facts));
}

interface Lines {
  readonly usual: string;
  readonly others: string;
  /** Where the line of each body begins and ends. */
  readonly places: readonly (readonly [start: number, end: number])[];
}

/** One line a body, in ASCII, and the usual ones first. */
function linesOf(bodies: readonly BuiltinBody[], areUsual: readonly boolean[]): Lines {
  const lines = bodies.map((body) => `${asciiJson(body)}\n`);
  const usual = lines.filter((_, at) => areUsual[at]).join("");
  const others = lines.filter((_, at) => !areUsual[at]).join("");
  let [usualEnd, end] = [0, usual.length];
  const places = lines.map((line, at): [number, number] => {
    if (areUsual[at]) return [usualEnd, (usualEnd += line.length)];
    return [end, (end += line.length)];
  });
  return { usual, others, places };
}

/** A string in which V8 meets anything else takes twice the memory. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** One stream, so that all share what they have in common; what is usual can be unpacked without the rest. */
async function compressed(usual: string, others: string) {
  const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_QUALITY } = constants;
  const stream = createBrotliCompress({
    params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 22 },
  });
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => void chunks.push(chunk));
  stream.write(usual);
  await new Promise<void>((resolve) => stream.flush(resolve));
  const usualEnd = Buffer.concat(chunks).length;
  stream.end(others);
  await once(stream, "end");
  return { bytes: Buffer.concat(chunks), usual: usualEnd };
}

function readVersion(root: string): string {
  const { version } = readJsonSync(path.join(root, "package.json")) as { version: string };
  return version;
}
