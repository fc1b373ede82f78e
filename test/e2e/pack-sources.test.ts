import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { LoadPackOptions, Pack } from "../../src/index.ts";
import { archiveOf, entriesOf, smallest } from "../support/archives.ts";
import { newUser, type User } from "../support/cli.ts";
import { readTree, temporaryFolder, writeTree } from "../support/folders.ts";
import { must } from "../support/processes.ts";
import { type Registry, startRegistry } from "../support/registry.ts";

/** The files of a package that is a pack. What npm could run for it would leave a trace. */
function packageOf(name: string, version: string, more: Record<string, string> = {}) {
  const traces = ["preinstall", "install", "postinstall", "prepare", "prepack", "postpack"];
  const scripts = Object.fromEntries(traces.map((when) => [when, "touch $HOME/ran-a-script"]));
  return {
    ...smallest,
    "pack.json": JSON.stringify({ name: name.replace(/\W/gu, ""), title: "P", version }),
    "package.json": JSON.stringify({ name, version, files: ["pack.json", "layers"], scripts }),
    ...more,
  };
}

interface Answer {
  readonly pack?: Pack;
  readonly error?: { readonly code: string; readonly message: string; readonly fix: string };
  readonly warnings: readonly string[];
}

// Only a program of its own is without npm, or without the network.
const program = `
  import { loadPack } from "create-12-factor-agent";
  const [spec, options] = JSON.parse(process.argv[1]);
  const warnings = [];
  const onWarning = (warning) => warnings.push(warning);
  const done = await loadPack(spec, { ...options, onWarning }).then(
    (pack) => ({ pack }),
    ({ code, message, fix }) => ({ error: { code, message, fix } }),
  );
  console.log(JSON.stringify({ ...done, warnings }));
`;

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.stop());

/** Somebody with a cache of their own, who loads packs with the packed program. */
function somebody() {
  const user: User = newUser();
  const temporary = temporaryFolder();
  const env = { ...user.env, TMPDIR: temporary, npm_config_registry: registry.url };
  const cache = join(user.env.HOME ?? "", ".cache", "create-12-factor-agent", "packs");
  const load = async (
    spec: string,
    options: LoadPackOptions = {},
    more: NodeJS.ProcessEnv = {},
  ): Promise<Answer> => {
    const given = JSON.stringify([spec, { cwd: user.cwd, ...options }]);
    const args = ["--input-type=module", "--eval", program, given];
    const { stdout } = await must(process.execPath, args, {
      cwd: inject("packed").home,
      env: { ...env, ...more },
    });
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(user.cwd)).toEqual([]);
    expect(readdirSync(user.env.HOME ?? "")).not.toContain("ran-a-script");
    return JSON.parse(stdout) as Answer;
  };
  return { load, cached: () => Object.keys(readTreeOf(cache)) };
}

function readTreeOf(folder: string) {
  try {
    return readTree(folder);
  } catch {
    return {};
  }
}

const integrityOf = (file: string): string =>
  `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`;

describe("a pack from a registry", () => {
  test("is the version that npm picks, with npm's own hash of it", async () => {
    const one = packageOf("pick", "1.0.0");
    const folder = temporaryFolder();
    writeTree(folder, one);
    for (const version of ["1.0.0", "1.2.0", "2.0.0"])
      await registry.publish(packageOf("pick", version));
    const { load } = somebody();
    const picks: [spec: string, version: string][] = [
      ["npm:pick", "2.0.0"],
      ["npm:pick@^1", "1.2.0"],
      ["npm:pick@1.0.0", "1.0.0"],
    ];
    for (const [spec, version] of picks) {
      const source = spec === "npm:pick" ? "npm:pick@latest" : spec;
      const integrity = integrityOf(registry.archive("pick", version));
      const resolved = { source, version, integrity };
      const answer = await load(spec);
      expect(answer).toMatchObject({ pack: { name: "pick", version, source, resolved } });
      expect(answer.warnings).toEqual([]);
    }
    const [fromNpm, fromFolder] = [await load("npm:pick@1.0.0"), await load(folder, { cwd: "/" })];
    expect(fromNpm.pack?.hash).toBe(fromFolder.pack?.hash);
  });

  test("may have a scope", async () => {
    await registry.publish(packageOf("@me/scoped", "1.0.0"));
    const { load } = somebody();
    expect((await load("npm:@me/scoped@^1")).pack?.resolved?.version).toBe("1.0.0");
  });

  test("that cannot be had says why", async () => {
    await registry.publish(packageOf("there", "1.0.0"));
    const { load, cached } = somebody();
    const failures: [spec: string, more: NodeJS.ProcessEnv, error: Answer["error"]][] = [
      [
        "npm:not-there",
        {},
        {
          code: "pack_not_found",
          message:
            "Pack npm:not-there@latest cannot be used: the registry has no not-there, or not for you.",
          fix: "Look for it with: npm view not-there",
        },
      ],
      [
        "npm:there@^9",
        {},
        {
          code: "pack_not_found",
          message: 'Pack npm:there@^9 cannot be used: there has no version "^9".',
          fix: "Look for it with: npm view there versions",
        },
      ],
      [
        "npm:there@next",
        {},
        {
          code: "pack_not_found",
          message: 'Pack npm:there@next cannot be used: there has no version "next".',
          fix: "Look for it with: npm view there versions",
        },
      ],
      [
        "npm:there",
        { PATH: temporaryFolder() },
        {
          code: "npm_missing",
          message: "Pack npm:there@latest cannot be used: npm is not on this machine.",
          fix: "Install npm, or give the pack as a folder.",
        },
      ],
      [
        "npm:there",
        { npm_config_registry: "http://127.0.0.1:9/" },
        {
          code: "pack_unreachable",
          message: expect.stringMatching(
            /^Pack npm:there@latest could not be reached: .*ECONNREFUSED.*\.$/u,
          ) as string,
          fix: "Check the network and run the command again.",
        },
      ],
    ];
    for (const [spec, more, error] of failures)
      expect(await load(spec, {}, more)).toEqual({ error, warnings: [] });
    expect(cached()).toEqual([]);
  });

  test("whose archive was changed in the registry is refused", async () => {
    await registry.publish(packageOf("tampered", "1.0.0"));
    const evil = { ...packageOf("tampered", "1.0.0"), "layers/one/files/evil.txt": "evil\n" };
    writeFileSync(registry.archive("tampered", "1.0.0"), await archiveOf(entriesOf(evil)));
    const { load, cached } = somebody();
    const { error } = await load("npm:tampered");
    expect(error?.code).toBe("pack_damaged");
    expect(error?.message).toContain(
      "Pack npm:tampered@latest cannot be used: its archive is not the one that was published: ",
    );
    expect(cached()).toEqual([]);
  });

  test("with a link in it is refused", async () => {
    const linked = [
      ...entriesOf(packageOf("linked", "1.0.0")),
      { name: "package/layers/one/files/link", type: "symlink", linkname: "/etc/passwd" } as const,
    ];
    await registry.publishArchive(await archiveOf(linked));
    const { load, cached } = somebody();
    const { error } = await load("npm:linked");
    expect(error).toMatchObject({
      code: "bad_pack",
      message:
        'Pack npm:linked@latest cannot be used: "package/layers/one/files/link" is neither a file nor a folder.',
    });
    expect(cached()).toEqual([]);
  });

  test("that was published again with other files is refused", async () => {
    await registry.publish(packageOf("again", "1.0.0"));
    const { load, cached } = somebody();
    const before = (await load("npm:again")).pack?.hash ?? "";
    await registry.unpublish("again@1.0.0");
    await registry.publish(packageOf("again", "1.0.0", { "layers/one/files/new": "new\n" }));

    const { error } = await load("npm:again");
    const after = (await somebody().load("npm:again")).pack?.hash ?? "";
    const index = cached().find((path) => path.startsWith("index/npm-again@1.0.0-")) ?? "none";
    expect(error?.code).toBe("pack_changed");
    expect(error?.message).toBe(
      `Pack npm:again@1.0.0 has changed under the same version: its hash was ${before.slice(0, 12)}, and now it is ${after.slice(0, 12)}.`,
    );
    expect(error?.fix).toContain(`${index} and run the command again.`);
    expect((await load("npm:again@1.0.0")).pack?.hash).toBe(before);
  });
});

test("without the registry, what was loaded before is loaded again", async () => {
  const own = await startRegistry();
  await own.publish(packageOf("kept", "1.0.0"));
  const { load } = somebody();
  const at = { npm_config_registry: own.url };
  const first = await load("npm:kept@^1", {}, at);
  expect(first.pack?.resolved?.version).toBe("1.0.0");
  await own.stop();

  // npm has a cache as well, and an answer from there is as old as ours.
  const alone = { ...at, npm_config_cache: temporaryFolder() };
  expect(await load("npm:kept@1.0.0", {}, { ...alone, PATH: temporaryFolder() })).toMatchObject({
    pack: { hash: first.pack?.hash },
    warnings: [],
  });
  const { pack, warnings } = await load("npm:kept@^1", {}, alone);
  expect(pack).toEqual(first.pack);
  expect(warnings).toEqual([
    expect.stringMatching(
      /^Pack npm:kept@\^1 could not be reached: .*ECONNREFUSED.*\. The copy in the cache is used: version 1\.0\.0\.$/u,
    ),
  ]);
  const offline = await load("npm:kept@^1", { offline: true }, alone);
  expect(offline).toEqual({ pack: first.pack, warnings: [] });
  expect((await load("npm:kept@latest", {}, alone)).error?.code).toBe("pack_unreachable");
  expect((await load("npm:kept@latest", { offline: true }, alone)).error?.code).toBe(
    "pack_not_cached",
  );
});
