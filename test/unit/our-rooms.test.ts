import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { builtinPack } from "../../src/packs/builtin.ts";
import { foreignPackManifest } from "../../src/packs/manifest/manifest.ts";
import { templatesFolder } from "../support/packs.ts";

const folders = builtinPack().layers.map(({ id }) => id.split("/"));
const rooms = new Set(
  folders.flatMap((names) => names.slice(1).map((_, at) => names.slice(0, at + 1).join("/"))),
);

test("no room of ours has more than 20 entries", () => {
  expect([...rooms]).toContain("providers");
  const full = [...rooms, "."].filter(
    (room) => readdirSync(join(templatesFolder, "layers", room)).length > 20,
  );
  expect(full).toEqual([]);
});

test("no pack is called as a room of ours, so that no two layers have one name", () => {
  for (const name of rooms) {
    const { error } = foreignPackManifest.safeParse({ name, title: "T", version: "1.0.0" });
    expect(error?.issues, name).toMatchObject([{ message: "is a name of ours" }]);
  }
});
