import { createGzip, gzipSync } from "node:zlib";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { loadPacks } from "../../src/packs/load.ts";
import { archiveOf, entriesOf, type Entry, smallest, tarOf } from "../support/archives.ts";
import { failureOf } from "../support/failure.ts";
import { filesBelow, temporaryFolder, writeTree } from "../support/folders.ts";
import { testHost } from "../support/host.ts";
import { loadFolder } from "../support/packs.ts";

// Making a bomb takes longer than being spared by it.
vi.setConfig({ testTimeout: 60_000 });

/** Loads a pack from the bytes of an archive, with a cache of its own. */
function placeOf(archive: Uint8Array) {
  const cwd = temporaryFolder();
  const cacheFolder = join(cwd, "cache");
  writeFileSync(join(cwd, "p.tgz"), archive);
  return { cwd, load: () => loadPacks(["p.tgz"], testHost({ cwd }), { cacheFolder }) };
}

async function refusal(archive: Uint8Array): Promise<{ code: string; message: string }> {
  const { cwd, load } = placeOf(archive);
  const { code, message, exit } = await failureOf(load());
  expect(exit).toBe(2);
  expect(message).toContain("Pack ./p.tgz cannot be used: ");
  expect(readdirSync(cwd)).toEqual(["p.tgz"]);
  return { code, message };
}

describe("an archive is the pack that was packed", () => {
  const folder = temporaryFolder();
  writeTree(folder, smallest);
  const { hash } = loadFolder(folder);

  const shapes: [name: string, below: string][] = [
    ["as npm packs it", "package/"],
    ["as GitHub packs it", "me-p-0123456/"],
    ["as tar packs a folder", "./"],
    ["without any folder", ""],
  ];
  test.each(shapes)("%s", async (_name, below) => {
    const { load } = placeOf(await archiveOf(entriesOf(smallest, below)));
    const { packs, warnings } = await load();
    expect(packs).toMatchObject([{ name: "p", version: "1.0.0", source: "./p.tgz", hash }]);
    expect(warnings).toEqual([]);
  });

  test("with folders of their own, and files that are no part of a pack", async () => {
    const more: Entry[] = [
      { name: "./", type: "directory" },
      { name: "./layers/", type: "directory" },
      { name: "./README.md", text: "# P" },
    ];
    const { load } = placeOf(await archiveOf([...more, ...entriesOf(smallest, "./")]));
    expect((await load()).packs).toMatchObject([{ hash }]);
  });

  test("with names that only an extension of the format can hold", async () => {
    const name = `layers/one/files/${"long/".repeat(12)}${"n".repeat(180)}é.txt`;
    const { load } = placeOf(await archiveOf(entriesOf({ ...smallest, [name]: "x" })));
    const [pack] = (await load()).packs;
    expect(pack?.layers[0]?.files.map((file) => `layers/one/${file.source}`)).toContain(name);
  });
});

describe("an entry of an archive is refused", () => {
  const cases: [entry: Entry, problem: string][] = [
    [{ name: "package/../../x" }, '"package/../../x" leads out of it'],
    [{ name: "package/layers/./x" }, '"package/layers/./x" leads out of it'],
    [{ name: "/etc/passwd" }, '"/etc/passwd" is an absolute path'],
    [{ name: "C:/x" }, '"C:/x" is an absolute path'],
    [{ name: "package/layers\\..\\x" }, '"package/layers\\\\..\\\\x" holds \\'],
    [{ name: "x", pax: { path: "package/a\0b" } }, '"package/a\\u0000b" holds a control character'],
    [{ name: "x", pax: { path: "../../x" } }, '"../../x" leads out of it'],
    [
      { name: "package/l", type: "symlink", linkname: "/etc/passwd" },
      '"package/l" is neither a file',
    ],
    [{ name: "package/l", type: "link", linkname: "/etc/passwd" }, '"package/l" is neither a file'],
    [{ name: "package/d", type: "character-device" }, '"package/d" is neither a file nor a folder'],
    [{ name: "package/d", type: "block-device" }, '"package/d" is neither a file nor a folder'],
    [{ name: "package/d", type: "fifo" }, '"package/d" is neither a file nor a folder'],
    [{ name: "package/Pack.json" }, '"package/Pack.json" differs from "package/pack.json" in case'],
    [{ name: "package/pack.json" }, '"package/pack.json" comes twice'],
    [{ name: "package/pack.json/x" }, '"package/pack.json/x" comes both as a file and as a folder'],
    [{ name: "package/layers" }, '"package/layers" comes both as a file and as a folder'],
    [{ name: "package/nul" }, '"package/nul" is reserved by Windows'],
    [
      { name: "package/x", text: "x".repeat(1_048_577) },
      '"package/x" is larger than 1048576 bytes',
    ],
  ];
  test.each(cases)("%j", async (entry, problem) => {
    const { code, message } = await refusal(await archiveOf([...entriesOf(smallest), entry]));
    expect(code).toBe("bad_pack");
    expect(message).toContain(`cannot be used: ${problem}`);
  });

  test("whose name came before it, as GNU tar writes long ones", async () => {
    const long = await tarOf([{ name: "././@LongLink", text: `${"a/".repeat(60)}../../x\0` }]);
    // The one field that the library does not write: this entry is the name of the next.
    long.write("L", 156);
    checksum(long);
    const end = long.length - 1024;
    const rest = await tarOf([...entriesOf({ x: "" })]);
    const { message } = await refusal(gzipSync(Buffer.concat([long.subarray(0, end), rest])));
    expect(message).toContain("a/../../x");
  });

  test("when there are more of them than any pack has", async () => {
    const { message } = await refusal(await archiveOf(many(20_000)));
    expect(message).toContain("it has more than 5000 entries");
  });
});

function* many(count: number): Generator<Entry> {
  for (let at = 0; at < count; at += 1) yield { name: `package/layers/${at}` };
}

function checksum(header: Buffer): void {
  header.write("        ", 148);
  const sum = header.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
}

describe("an archive that is none", () => {
  test("because it is something else", async () => {
    const { code, message } = await refusal(Buffer.from("<html>not here</html>"));
    expect(code).toBe("bad_pack_archive");
    expect(message).toBe(
      "Pack ./p.tgz cannot be used: its archive cannot be read: it is no whole gzip file (incorrect header check).",
    );
  });

  test("because its end is missing", async () => {
    const archive = await archiveOf(entriesOf(smallest));
    const half = await refusal(archive.subarray(0, archive.length / 2));
    expect(half.message).toContain("it is no whole gzip file (unexpected end of file)");
    const tar = await tarOf(entriesOf(smallest));
    const cut = await refusal(gzipSync(tar.subarray(0, 1300)));
    expect(cut.message).toContain("its archive cannot be read: Unexpected end of data");
  });

  test("because a header in it is damaged", async () => {
    const tar = await tarOf(entriesOf(smallest));
    tar.write("x", 1);
    expect((await refusal(gzipSync(tar))).message).toContain("its archive cannot be read: Invalid");
  });

  test("because nothing is in it", async () => {
    const { code, message } = await failureOf(placeOf(await archiveOf([])).load());
    expect(code).toBe("bad_pack");
    expect(message).toContain("pack.json: is missing");
  });

  test("because it would unpack to a gigabyte of zeros", async () => {
    const { code, message } = await refusal(await repeated(Buffer.alloc(1_048_576), 1024));
    expect(code).toBe("bad_pack_archive");
    expect(message).toContain("it holds more than 41451520 bytes");
  });

  test("because a million entries are in it", async () => {
    const header = (await tarOf([{ name: "package/layers/x" }])).subarray(0, 512);
    const thousand = Buffer.concat(Array.from({ length: 1000 }, () => header));
    const { code, message } = await refusal(await repeated(thousand, 1000));
    expect(code).toBe("bad_pack_archive");
    expect(message).toContain("it holds more than 41451520 bytes");
  });

  test("because an entry claims a gigabyte that does not follow", async () => {
    const tar = await tarOf(entriesOf(smallest));
    tar.write("10000000000\0", 124);
    checksum(tar);
    const { message } = await refusal(gzipSync(tar));
    expect(message).toContain("it is larger than 20971520 bytes");
  });

  test("because there is no such file", async () => {
    const cwd = temporaryFolder();
    const error = await failureOf(loadPacks(["./x.tgz"], testHost({ cwd }), { cacheFolder: cwd }));
    expect(error).toMatchObject({
      code: "pack_not_found",
      message: "Pack ./x.tgz cannot be used: there is no such file.",
    });
  });
});

/** Compressed on the way: the whole of it would not fit into memory. */
async function repeated(block: Buffer, times: number): Promise<Buffer> {
  const gzip = createGzip({ level: 1 });
  const chunks: Buffer[] = [];
  gzip.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => gzip.once("end", resolve));
  for (let at = 0; at < times; at += 1) {
    if (!gzip.write(block)) await new Promise((resolve) => gzip.once("drain", resolve));
  }
  gzip.end();
  await ended;
  return Buffer.concat(chunks);
}

test("an archive with another tree under the same version is refused, until the cache forgets", async () => {
  const cwd = temporaryFolder();
  const cacheFolder = join(cwd, "cache");
  const load = () => loadPacks(["p.tgz"], testHost({ cwd }), { cacheFolder });
  writeFileSync(join(cwd, "p.tgz"), await archiveOf(entriesOf(smallest)));
  const before = (await load()).packs[0]?.hash.slice(0, 12);
  expect(await load()).toMatchObject({ warnings: [] });

  const changed = { ...smallest, "layers/one/files/hello.txt": "goodbye\n" };
  writeFileSync(join(cwd, "p.tgz"), await archiveOf(entriesOf(changed)));
  const error = await failureOf(load());
  const file = filesBelow(cacheFolder).find((path) => path.startsWith("index/p@1.0.0-"));
  expect(error.code).toBe("pack_changed");
  expect(error.message).toMatch(
    new RegExp(
      `^Pack p@1\\.0\\.0 has changed under the same version: its hash was ${before}, and now it is [0-9a-f]{12}\\.$`,
    ),
  );
  expect(error.fix).toBe(
    `Take another version. If you know why it has changed, remove ${join(cacheFolder, file ?? "?")} and run the command again.`,
  );
  expect(filesBelow(cacheFolder)).toHaveLength(2);
});
