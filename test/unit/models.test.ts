import { readJsonSync } from "fs-extra/esm";
import { describe, expect, test } from "vitest";
import { catalogOf } from "../../src/catalog/catalog.ts";
import { loadPack } from "../../src/index.ts";
import { modelsFile } from "../../src/packs/manifest/manifest.ts";

const models = modelsFile.parse(readJsonSync("templates/models.json"));
const offered = catalogOf([await loadPack()]).offers.provider;
const listed = Object.values(models.providers).flatMap(({ model, cheaper }) => [model, cheaper]);

test("every provider but the scripted one has a model and a cheaper one, which its projects are told", () => {
  const real = offered.filter(({ id }) => id !== "scripted");
  expect(real.map(({ id }) => id).toSorted()).toEqual(Object.keys(models.providers).toSorted());
  for (const { id, facts } of real) {
    const own = models.providers[id];
    expect(facts).toMatchObject({ model: own?.model.id, cheaper: own?.cheaper.id });
    expect(own?.model.id).not.toBe(own?.cheaper.id);
  }
});

describe("a model that is listed", () => {
  const over = (today: string): string[] =>
    listed
      .map(({ id }) => id)
      .filter((id) =>
        Object.entries(models.retirements).some(
          ([retired, date]) => date <= today && new RegExp(`(^|[./])${retired}$`, "u").test(id),
        ),
      );

  test.each(listed.map(({ id }) => id))("has not been retired: %s", (id) => {
    expect(over(new Date().toISOString().slice(0, 10))).not.toContain(id);
  });

  test("would be found if it had been", () => {
    models.retirements["mistral-large-latest"] = "2026-01-01";
    expect(over("2025-12-31")).toEqual([]);
    expect(over("2026-01-01")).toEqual(["mistral-large-latest"]);
  });

  test("costs more than the cheaper one, where both prices are known", () => {
    const priced = Object.values(models.providers).filter(
      ({ model, cheaper }) => model.price !== undefined && cheaper.price !== undefined,
    );
    expect(priced.length).toBeGreaterThan(0);
    for (const { model, cheaper } of priced)
      expect(model.price?.output).toBeGreaterThan(cheaper.price?.output ?? Infinity);
  });
});
