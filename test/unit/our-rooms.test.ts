import { expect, test } from "vitest";
import { builtinPack } from "../../src/packs/builtin.ts";
import { foreignPackManifest } from "../../src/packs/manifest/manifest.ts";

const rooms = builtinPack().layers.flatMap(({ id }) => (id.includes("/") ? id.split("/")[0] : []));

test("no pack is called as a room of ours, so that no two layers have one name", () => {
  expect(rooms).toContain("providers");
  for (const name of new Set(rooms)) {
    const { error } = foreignPackManifest.safeParse({ name, title: "T", version: "1.0.0" });
    expect(error?.issues, name).toMatchObject([{ message: "is a name of ours" }]);
  }
});
