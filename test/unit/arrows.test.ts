import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync, Visitor } from "rolldown/utils";
import { describe, expect, test } from "vitest";

/** From the ground up: a file imports only from its own room and from those above it in this list. */
const rooms = [
  "words",
  "host",
  "packs/manifest",
  "packs/templates",
  "packs/sources",
  "packs",
  "catalog",
  "answers",
  "plan/join",
  "plan",
  "prove",
  "write",
  "ask",
  "commands",
  ".",
];

/** Here everything is a value: no disk, clock, network, process or terminal. */
const ofValues = ["words", "packs/manifest", "packs/templates", "answers", "plan/join", "plan"];

interface File {
  readonly room: string;
  /** Without its comments. */
  readonly code: string;
  /** Files of src/ and packages that are needed before the first line runs. */
  readonly needs: readonly string[];
  /** The same for `import()`: loaded when a command gets there. */
  readonly later: readonly string[];
  /** Types only: gone when it runs. */
  readonly types: readonly string[];
}

const src = fileURLToPath(new URL("../../src", import.meta.url));
const files = new Map(
  readdirSync(src, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .map((file) => [file, readFile(file, readFileSync(`${src}/${file}`, "utf8"))]),
);

function readFile(file: string, source: string): File {
  const { comments, module, program } = parseSync(file, source);
  const from = ({ value }: { value: string }): string =>
    value.startsWith(".") ? posix.join(posix.dirname(file), value) : value;
  const needs: string[] = [];
  const later: string[] = [];
  const types: string[] = [];
  for (const { entries, moduleRequest } of module.staticImports) {
    const only = entries.length > 0 && entries.every(({ isType }) => isType);
    (only ? types : needs).push(from(moduleRequest));
  }
  for (const { moduleRequest, isType } of module.staticExports.flatMap(({ entries }) => entries)) {
    if (moduleRequest !== null) (isType ? types : needs).push(from(moduleRequest));
  }
  new Visitor({
    ImportExpression: ({ source: name }) => {
      if (name.type === "Literal") later.push(from({ value: String(name.value) }));
    },
    TSImportType: ({ source: name }) => void types.push(from(name)),
  }).visit(program);
  const code = comments.reduceRight(
    (text, { start, end }) => text.slice(0, start) + text.slice(end),
    source,
  );
  return { room: posix.dirname(file), code, needs, later, types };
}

/** A file, everything that it needs, what that needs, and so on. */
function reach(file: string, kinds: ("needs" | "later" | "types")[] = ["needs"]): Set<string> {
  const reached = new Set<string>();
  const visit = (next: string) => {
    if (reached.has(next)) return;
    reached.add(next);
    for (const kind of kinds) files.get(next)?.[kind].forEach(visit);
  };
  visit(file);
  return reached;
}

function filesIn(room: string): string[] {
  return [...files].filter(([, file]) => file.room === room).map(([name]) => name);
}

function roomOf(file: string): string {
  return files.get(file)?.room ?? "";
}

/** The rooms that import something, in any way. */
function importers(what: RegExp): string[] {
  const found = [...files.values()].filter(({ needs, later }) =>
    [...needs, ...later].some((from) => what.test(from)),
  );
  return [...new Set(found.map(({ room }) => room))].toSorted();
}

describe("rooms", () => {
  test("every file is in one of the list, and every one of the list has files", () => {
    expect([...new Set([...files.values()].map(({ room }) => room))].toSorted()).toEqual(
      rooms.toSorted(),
    );
  });

  test.each(rooms)("%s has no more files than one can take in", (room) => {
    const own = readdirSync(`${src}/${room}`, { withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(own.length).toBeLessThanOrEqual(room === "." ? 6 : 20);
  });

  test.each(rooms)("%s imports only from itself and from above", (room) => {
    const below = rooms.slice(rooms.indexOf(room) + 1);
    const wrong = filesIn(room).flatMap((name) => {
      const { needs = [], later = [], types = [] } = files.get(name) ?? {};
      return [...needs, ...later, ...types]
        .filter((from) => below.includes(roomOf(from)))
        .map((from) => `${name} imports ${from}`);
    });
    expect(wrong).toEqual([]);
  });

  test("inside a room, too, there is no way in a circle, not even with types", () => {
    const circles = [...files].filter(([name, { needs, later, types }]) =>
      [...needs, ...later, ...types].some((next) =>
        reach(next, ["needs", "later", "types"]).has(name),
      ),
    );
    expect(circles.map(([name]) => name)).toEqual([]);
  });

  test("an import of something that is not there would be seen", () => {
    const missing = [...files.values()]
      .flatMap(({ needs, later, types }) => [...needs, ...later, ...types])
      .filter((from) => from.endsWith(".ts") && !files.has(from));
    expect(missing).toEqual([]);
  });
});

describe.each(ofValues)("%s works on values only", (room) => {
  const reached = filesIn(room).flatMap((file) => [...reach(file)]);

  test("it reaches no disk, network, process or terminal", () => {
    const worldly = reached.filter(
      (from) =>
        // A hash and a path are values of what they are made from.
        (isBuiltin(from) && from !== "node:crypto" && from !== "node:path") ||
        ["host", "packs/sources", "packs", "write", "ask", "commands", "."].includes(
          roomOf(from),
        ) ||
        /^(?:commander|execa|fs-extra|std-env|@clack\/)/.test(from),
    );
    expect(worldly).toEqual([]);
  });

  test("it reads no clock, no chance and no environment", () => {
    const worldly = /\bprocess\.|\bDate\.now\(|\bnew Date\(|\bMath\.random\(|\bfetch\(|\bconsole\./;
    const readers = reached.filter((file) => worldly.test(files.get(file)?.code ?? ""));
    expect(readers).toEqual([]);
  });
});

describe("one owner", () => {
  test.each([
    ["the command line is commander's, at the door", /^commander$/, ["."]],
    ["questions are asked in ask/", /^@clack\//, ["ask"]],
    ["templates are parsed in packs/templates/", /^handlebars/, ["packs/templates"]],
    [
      "disk, processes and network are reached from host/ and from where packs come from",
      /^(?:node:)?(?:fs|child_process|http|https|net|os|readline|execa)(?:\/|$)/,
      ["host", "packs/sources"],
    ],
    ["whole folders are written at once where projects are proven", /^fs-extra(?:\/|$)/, ["prove"]],
  ])("%s", (_title, what, owners) => {
    expect(importers(what)).toEqual(owners);
  });

  test("cli.ts alone decides how the process ends", () => {
    const enders = [...files].filter(([, { code }]) => /\bprocess\.exit(?:Code)?\b/.test(code));
    expect(enders.map(([name]) => name)).toEqual(["cli.ts"]);
  });
});

describe("what is loaded at once", () => {
  test("by --help: nothing of any verb", () => {
    const reached = [...reach("cli.ts")].filter((from) => !from.startsWith("virtual:"));
    expect([...new Set(reached.map(roomOf))].toSorted()).toEqual([
      "",
      ".",
      "commands",
      "host",
      "words",
    ]);
    expect(reached.filter((from) => roomOf(from) === "" && !isBuiltin(from))).toEqual([]);
  });

  test("by creating with our own pack: nothing that only questions and packs of others need", () => {
    const heavy =
      /^(?:@clack\/|execa|fs-extra|handlebars|semver|tar-stream|yaml|zod|node:child_process)(?:\/|$)/;
    expect([...reach("commands/create.ts")].filter((from) => heavy.test(from))).toEqual([]);
  });
});
