import { createHash, randomUUID } from "node:crypto";
import path from "node:path";
import * as z from "zod/mini";
import { codeOf } from "../../host/disk-failure.ts";
import type { Files } from "../../host/host.ts";
import { type Entries, hashOf } from "../manifest/entries.ts";
import type { Resolved } from "../manifest/pack.ts";

const hashText = z.string().check(z.regex(/^[0-9a-f]{64}$/u));
const indexFile = z.strictObject({
  key: z.string(),
  hash: hashText,
  resolved: z.strictObject({
    source: z.string(),
    version: z.exactOptional(z.string()),
    integrity: z.exactOptional(z.string()),
    commit: z.exactOptional(z.string()),
  }),
});
const treeFile = z.array(z.tuple([z.string(), z.base64()]));

/** What a description of a pack meant when it was last looked up. */
interface Memory {
  readonly resolved: Resolved;
  /** Of the pack's tree: the name of its contents in the cache. */
  readonly hash: string;
}

export interface Cache {
  readonly folder: string;
  /** What is remembered under a key, such as `npm:x@1.0.0`. */
  readonly recall: (key: string) => Memory | undefined;
  /** The file in which that stands. */
  readonly fileOf: (key: string) => string;
  /** The contents by their hash, checked against it. What is damaged goes away. */
  readonly read: (hash: string) => Entries | undefined;
  /** Keeps contents, and remembers them under each key. Gives back why it could not, as one sentence. */
  readonly keep: (keys: readonly string[], memory: Memory, entries: Entries) => string | undefined;
}

/**
 * Packs that were fetched, in a folder that several processes may share: `trees/<hash>.json` holds the
 * contents of one, `index/<key>.json` what a key stands for. Every file appears whole or not at all.
 */
export function cacheIn(folder: string, files: Files): Cache {
  const treeAt = (hash: string) => path.join(folder, "trees", `${hash}.json`);
  const fileOf = (key: string) => path.join(folder, "index", `${fileName(key)}.json`);

  const recall = (key: string): Memory | undefined => {
    const found = readJson(fileOf(key), indexFile, files);
    return found?.key === key ? { resolved: found.resolved, hash: found.hash } : undefined;
  };

  const read = (hash: string): Entries | undefined => {
    const pairs = readJson(treeAt(hash), treeFile, files);
    const entries =
      pairs && new Map(pairs.map(([name, text]) => [name, Buffer.from(text, "base64")]));
    if (entries !== undefined && hashOf(entries) === hash) return entries;
    discard(treeAt(hash), files);
    return undefined;
  };

  const keep: Cache["keep"] = (keys, memory, entries) => {
    try {
      if (read(memory.hash) === undefined)
        writeWhole(treeAt(memory.hash), JSON.stringify(packed(entries)), files);
      for (const key of keys)
        writeWhole(fileOf(key), `${JSON.stringify({ key, ...memory }, null, 2)}\n`, files);
      return undefined;
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      return `The cache in ${folder} cannot be written (${codeOf(error)}): packs are fetched again next time.`;
    }
  };

  return { folder, recall, fileOf, read, keep };
}

/** Readable, and different for keys that look alike. */
function fileName(key: string): string {
  const readable = key.replaceAll(/[^A-Za-z0-9.@_-]+/gu, "-").slice(0, 80);
  return `${readable}-${createHash("sha256").update(key).digest("hex").slice(0, 12)}`;
}

function packed(entries: Entries): [path: string, base64: string][] {
  return [...entries].map(([name, bytes]) => [name, Buffer.from(bytes).toString("base64")]);
}

/** What cannot be read is not there: the pack is fetched again. */
function readJson<Schema extends z.ZodMiniType>(
  file: string,
  schema: Schema,
  files: Files,
): z.infer<Schema> | undefined {
  try {
    return schema.parse(JSON.parse(files.readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

function discard(file: string, files: Files): void {
  try {
    files.rmSync(file, { force: true });
  } catch {
    // A cache that cannot be written; whoever reads the file again finds the same.
  }
}

function writeWhole(file: string, text: string, files: Files): void {
  files.mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  try {
    files.writeFileSync(draft, text);
    files.renameSync(draft, file);
  } catch (error) {
    discard(draft, files);
    throw error;
  }
}
