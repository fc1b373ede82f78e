import { chmodSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { cli, newUser, unattended } from "../support/cli.ts";
import type { User } from "../support/cli.ts";
import { filesBelow, readTree } from "../support/folders.ts";
import { must, run } from "../support/processes.ts";

const mounted: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const unmount of mounted.splice(0)) await unmount();
});

/** Mounts a small file system at a folder; undefined where this machine does not let us. */
async function mount(user: User, name: string, options: string): Promise<string | undefined> {
  const folder = join(user.cwd, name);
  mkdirSync(folder);
  const args = ["-t", "tmpfs", "-o", options, "tmpfs", folder];
  const outcome = await run("mount", args, user).catch(() => ({ code: 1 }));
  if (outcome.code !== 0) return undefined;
  mounted.push(async () => {
    await must("umount", [folder], user);
  });
  return folder;
}

const oneSentence = /^[^\n]+\.(?:\n[^\n]+)?\n?$/;

function expectAnEnvironmentError(outcome: {
  code: number | null;
  stdout: string;
  stderr: string;
}) {
  expect(outcome).toMatchObject({ code: 1, stdout: "" });
  expect(outcome.stderr).toMatch(oneSentence);
  expect(outcome.stderr).not.toMatch(/^\s+at |Error:/m);
}

const noMount = "mounting a small disk needs Linux and root";

describe("a full disk", () => {
  // From no room at all to room for almost everything, and one with room but no entries left.
  const disks = ["size=4k", "size=16k", "size=64k", "size=96k", "size=4m,nr_inodes=12"];

  test.for(disks)("(%s) ends with one sentence and leaves nothing", async (options, { skip }) => {
    const user = newUser();
    const disk = await mount(user, "disk", options);
    if (disk === undefined) return skip(noMount);

    const outcome = await cli(user, ["my-agent", ...unattended], { cwd: disk });
    expectAnEnvironmentError(outcome);
    expect(outcome.stderr).toMatch(/full|space/i);
    expect(readdirSync(disk)).toEqual([]);
  });

  test("leaves a folder with files of somebody else as it was", async ({ skip }) => {
    const user = newUser();
    const disk = await mount(user, "disk", "size=64k");
    if (disk === undefined) return skip(noMount);
    writeFileSync(join(disk, "NOTES.md"), "mine\n");

    const outcome = await cli(user, [".", ...unattended, "--into-existing"], { cwd: disk });
    expectAnEnvironmentError(outcome);
    expect(readTree(disk)).toEqual({ "NOTES.md": "plain\nmine\n" });
  });

  test("is one object with --json", async ({ skip }) => {
    const user = newUser();
    const disk = await mount(user, "disk", "size=16k");
    if (disk === undefined) return skip(noMount);

    const outcome = await cli(user, ["my-agent", ...unattended, "--json"], { cwd: disk });
    expect(outcome.code).toBe(1);
    const result = JSON.parse(outcome.stdout);
    expect(result).toMatchObject({ ok: false, error: { code: expect.any(String) } });
    expect(result.error.message).toMatch(/full|space/i);
  });
});

describe("a parent that may not be written", () => {
  test("ends with one sentence that names it", async ({ skip }) => {
    const user = newUser();
    const folder = await readOnly(user);
    if (folder === undefined) return skip(noMount);

    const outcome = await cli(user, ["my-agent", ...unattended], { cwd: folder });
    expectAnEnvironmentError(outcome);
    expect(outcome.stderr).toMatch(/read-only|permission|written/i);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("is no obstacle when the target itself exists, is empty and may be written", async ({
    skip,
  }) => {
    const user = newUser();
    const parent = join(user.cwd, "parent");
    mkdirSync(parent);
    const target = await mount({ ...user, cwd: parent }, "my-agent", "size=4m");
    if (target === undefined) return skip(noMount);
    // A mount point can neither be renamed nor replaced, whoever asks.
    const outcome = await cli(user, ["parent/my-agent", ...unattended]);
    expect(outcome).toMatchObject({ code: 0 });
    expect(filesBelow(target)).toContain(".12-factor/lock.json");
  });
});

/** Root may write wherever modes forbid it, so root gets a file system that forbids it. */
async function readOnly(user: User): Promise<string | undefined> {
  if (process.getuid?.() === 0) return mount(user, "locked", "ro,size=4m");
  const folder = join(user.cwd, "locked");
  mkdirSync(folder);
  chmodSync(folder, 0o555);
  return folder;
}
