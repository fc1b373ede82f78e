import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { extract, type Header } from "tar-stream";
import { messageOf, UserError } from "../../words/errors.ts";
import { type Entries, entriesOf, type EntryKind, gateOf, limits } from "../manifest/entries.ts";

// Every entry costs two blocks of 512 bytes, and room for names; nobody needs more.
export const largestArchive = limits.bytes + limits.files * 4096;

/**
 * Reads a pack from the bytes of a `.tgz`. It may lie in one folder inside, as npm and GitHub pack.
 *
 * @throws UserError `bad_pack_archive` when it is no whole archive, `bad_pack` when an entry is refused
 */
export async function readTarball(archive: Uint8Array, pack: string): Promise<Entries> {
  const tar = await unzip(archive, pack);
  const gate = gateOf(pack);
  const files: [string, Uint8Array][] = [];
  const reader = extract();
  reader.end(tar);
  try {
    for await (const entry of reader) {
      const name = nameOf(entry.header);
      const wanted = name !== "" && gate.admit(name, kindOf(entry.header), entry.header.size ?? 0);
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry) if (wanted) chunks.push(chunk as Uint8Array);
      if (wanted && kindOf(entry.header) === "file") files.push([name, Buffer.concat(chunks)]);
    }
  } catch (error) {
    throw error instanceof UserError ? error : badArchive(pack, messageOf(error), error);
  }
  gate.close();
  return entriesOf(withoutTop(files));
}

/** At once and bounded: a few kilobytes can claim to be gigabytes of zeros. */
async function unzip(archive: Uint8Array, pack: string): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(archive, { maxOutputLength: largestArchive });
  } catch (error) {
    if (error instanceof RangeError)
      throw badArchive(pack, `it holds more than ${largestArchive} bytes`, error);
    throw badArchive(pack, `it is no whole gzip file (${messageOf(error)})`, error);
  }
}

/** The name without what a packer may put around it: `./` in front, and a slash after a folder. */
function nameOf({ name, type }: Header): string {
  const path = name.replace(/^(?:\.\/+)+/u, "");
  return type === "directory" ? path.replace(/^\.?\/?$|\/+$/u, "") : path;
}

function kindOf({ type }: Header): EntryKind {
  return type === "file" ? "file" : type === "directory" ? "folder" : "other";
}

/** npm puts everything below `package/`, GitHub below the repository's name. */
function withoutTop(files: readonly [string, Uint8Array][]): readonly [string, Uint8Array][] {
  const tops = new Set(files.map(([path]) => path.split("/")[0]));
  if (tops.size !== 1 || files.some(([path]) => !path.includes("/"))) return files;
  return files.map(([path, bytes]) => [path.slice(path.indexOf("/") + 1), bytes]);
}

export function badArchive(pack: string, why: string, cause?: unknown): UserError {
  return new UserError(
    {
      code: "bad_pack_archive",
      message: `Pack ${pack} cannot be used: its archive cannot be read: ${why}.`,
      fix: "Pack it again, as `npm pack` does.",
    },
    { cause },
  );
}
