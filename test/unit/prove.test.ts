import fs from "node:fs";
import { expect, test } from "vitest";
import { catalogOf } from "../../src/catalog/catalog.ts";
import { builtinPack } from "../../src/packs/builtin.ts";
import { readyPack } from "../../src/packs/ready.ts";
import { readDirectory } from "../../src/packs/sources/directory.ts";
import { validate } from "../../src/prove/validate.ts";
import { answersOf, asAsked, choicesOf } from "../../src/prove/choices.ts";
import { withOptions } from "../../src/prove/option-rows.ts";
import { renderProjects } from "../../src/prove/prove.ts";
import { coveringRows, namesIn, tuplesOf } from "../../src/prove/rows.ts";
import { packAsking } from "../support/packs.ts";

function opened(folder: string) {
  const ours = builtinPack();
  const { pack, problems } = validate(readDirectory(folder, "acme", fs), [ours]);
  expect(problems).toEqual([]);
  return { pack, catalog: catalogOf([ours, readyPack(pack, "acme")]) };
}

const ci = {
  type: "choice",
  title: "Which CI?",
  default: "github",
  choices: [
    { id: "github", title: "GitHub" },
    { id: "gitlab", title: "GitLab" },
  ],
};

test("a fault that one answer to an option brings is found, and told with that answer", () => {
  const { pack, catalog } = opened(
    packAsking(
      { ci, owner: { type: "text", title: "Who owns it?" } },
      {
        "layers/lab/layer.json": '{"when":{"options":{"ci":"gitlab"}}}',
        "layers/lab/files/CI.md.hbs": "{{md options.owner}}: see src/nowhere.ts\n",
      },
    ),
  );
  const { projects, faults } = renderProjects(pack, catalog, "0.1.0");
  expect(faults).toEqual([
    expect.stringMatching(
      /^CI\.md names src\/nowhere\.ts, which does not exist\n.* --set "acme\.ci=gitlab" --set "acme\.owner=Some text"$/u,
    ),
  ]);
  const lab = projects.filter(({ texts }) => texts.has("CI.md"));
  expect(lab.length).toBeGreaterThan(10);
  expect(lab.length).toBeLessThan(projects.length);
  expect(lab.map(({ tested }) => tested)).toContain(true);
});

test("an option that is asked beside some answers only meets all that it can meet there", () => {
  const { catalog } = opened(
    packAsking(
      {
        ci: { ...ci, when: { provider: "groq" } },
        docker: {
          type: "boolean",
          title: "Docker?",
          default: true,
          when: { options: { ci: "gitlab" } },
        },
      },
      {},
    ),
  );
  const choices = choicesOf(catalog);
  const rows = withOptions(coveringRows(choices, 2), catalog);
  for (const row of rows) expect(asAsked(row, catalog)).toEqual(row);
  expect(rows.every((row) => "set acme.ci" in row === (row["provider"] === "groq"))).toBe(true);

  // Every pair of answers that a whole project can hold.
  const held = new Set(rows.flatMap((row) => namesIn(row, 2)));
  const others = { ...choices, free: { ...choices.free, provider: ["groq"] } };
  const asked = coveringRows(others, 3).map((row) => asAsked(row, catalog));
  const possible = new Set(asked.flatMap((row) => namesIn(row, 2)));
  const aboutOptions = [...possible].filter((name) => name.includes("set acme."));
  expect(aboutOptions.length).toBeGreaterThan(50);
  expect(aboutOptions.filter((name) => !held.has(name))).toEqual([]);
  expect(
    [...tuplesOf({ ...choices, free: withoutOptions(choices.free) }, 2).keys()].filter(
      (name) => !held.has(name),
    ),
  ).toEqual([]);
});

function withoutOptions(free: Readonly<Record<string, readonly string[]>>) {
  return Object.fromEntries(Object.entries(free).filter(([key]) => !key.startsWith("set ")));
}

test("what is put into the files of every blueprint is tested with each of them", () => {
  const { pack, catalog } = opened(
    packAsking({}, { "layers/one/slots/prompt.txt": "- Be kind.\n" }),
  );
  const { projects } = renderProjects(pack, catalog, "0.1.0");
  const tested = projects.filter((project) => project.tested);
  const blueprints = tested.map(({ flags }) => /--blueprint (\S+)/u.exec(flags)?.[1]);
  expect(new Set(blueprints)).toEqual(new Set(catalog.offers.blueprint.map(({ id }) => id)));
  expect(tested.length).toBeLessThan(10);
});

test("without options the rows are as they were", () => {
  const catalog = catalogOf([builtinPack()]);
  const rows = coveringRows(choicesOf(catalog), 2);
  expect(withOptions(rows, catalog)).toEqual(rows);
  expect(answersOf(rows[0] ?? {}, catalog).set).toBeUndefined();
});
