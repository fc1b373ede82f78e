import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { builtinPack } from "../../src/packs/builtin.ts";
import { isTemplate } from "../../src/packs/manifest/pack.ts";
import { headerSlot } from "../../src/packs/templates/slots.ts";

const guide = readFileSync("docs/packs.md", "utf8");

test("the guide to packs names every slot of our templates but those of the engine, and no other", () => {
  const told = [...guide.matchAll(/^\| ((?:`[a-z][a-z-]*`(?:, )?)+) \|/gmu)].flatMap(
    ([, cell = ""]) => [...cell.matchAll(/`([a-z-]+)`/gu)].map(([, slot]) => slot),
  );
  const there = builtinPack().layers.flatMap(({ files }) =>
    files.flatMap(({ contents }) => (isTemplate(contents) ? contents.slots : [])),
  );
  const open = there.filter((slot) => !slot.startsWith("engine-"));
  expect(told.toSorted()).toEqual([...new Set([headerSlot, ...open])].toSorted());
});

test("what the guide links to is there", () => {
  const anchors = [...guide.matchAll(/^#+ (.*)$/gmu)].map(([, title = ""]) =>
    title.toLowerCase().replaceAll(" ", "-"),
  );
  const links = [...guide.matchAll(/\]\((?!https?:)([^)]+)\)/gu)].map(([, to = ""]) => to);
  const missing = links.filter((to) =>
    to.startsWith("#") ? !anchors.includes(to.slice(1)) : !existsSync(`docs/${to}`),
  );
  expect(links.length).toBeGreaterThan(5);
  expect(missing).toEqual([]);
});
