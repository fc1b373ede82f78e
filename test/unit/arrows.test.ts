import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { fileURLToPath } from "node:url";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";

// Answers become a plan, a plan becomes a tree, a tree becomes files, files get finished. These
// tests read the import lines of src/ and hold the arrows between its rooms.

const src = fileURLToPath(new URL("../../src", import.meta.url));

interface Room {
  text: string;
  /** Files of src/ and packages that are needed before the first line runs. */
  needs: string[];
  /** The same for `import()`: loaded when a command gets there. */
  later: string[];
  /** Types only: gone when it runs. */
  types: string[];
}

const rooms = new Map<string, Room>();
for (const path of readdirSync(src, { recursive: true, encoding: "utf8" })) {
  const name = path.replaceAll("\\", "/");
  if (name.endsWith(".ts") && !name.endsWith(".d.ts")) rooms.set(name, readRoom(name));
}

function readRoom(name: string): Room {
  const source = readFileSync(`${src}/${name}`, "utf8");
  const text = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const room: Room = { text, needs: [], later: [], types: [] };
  const statements = /^(?:import|export)\s+(?:([^"';]*?)\s*from\s*)?"([^"]+)"/gm;
  for (const [, names = "", from = ""] of text.matchAll(statements)) {
    const onlyTypes = /^type\s/.test(names) || /^\{(?:\s*type\s[^,]*,?)+\s*\}$/.test(names);
    room[onlyTypes ? "types" : "needs"].push(resolve(name, from));
  }
  for (const [, from = ""] of text.matchAll(/\bimport\(\s*"([^"]+)"\s*\)/g)) {
    room.later.push(resolve(name, from));
  }
  return room;
}

function resolve(name: string, from: string): string {
  return from.startsWith(".") ? posix.join(posix.dirname(name), from) : from;
}

/** Everything that a room needs, and what that needs, and so on. */
function reach(name: string, kinds: ("needs" | "later" | "types")[] = ["needs"]): Set<string> {
  const reached = new Set<string>();
  const visit = (next: string) => {
    if (reached.has(next)) return;
    reached.add(next);
    const room = rooms.get(next);
    for (const kind of kinds) room?.[kind].forEach(visit);
  };
  visit(name);
  return reached;
}

/** Who imports something, in any way. */
function importers(what: RegExp): string[] {
  const found = [...rooms].filter(([, { needs, later }]) =>
    [...needs, ...later].some((from) => what.test(from)),
  );
  return found.map(([name]) => name).toSorted();
}

const values = [
  "answers/answers.ts",
  "catalog/catalog.ts",
  "plan/plan.ts",
  "plan/render.ts",
  "words/tree.ts",
  "plan/lock.ts",
];

describe.each(values)("%s works on values only", (room) => {
  test("and exists", () => {
    expect([...rooms.keys()]).toContain(room);
  });

  test("it reaches no disk, network, process or terminal", () => {
    const worldly = [...reach(room)].filter(
      (from) =>
        // A hash is a value of its input.
        (isBuiltin(from) && from !== "node:crypto") ||
        /^(?:host|write|ask|commands)\/|^(?:cli|index)\.ts$/.test(from) ||
        /^(?:commander|execa|fs-extra|std-env|picocolors|@clack\/)/.test(from),
    );
    expect(worldly).toEqual([]);
  });

  test("it reads no clock, no chance and no environment", () => {
    const worldly = /\bprocess\.|\bDate\.now\(|\bnew Date\(|\bMath\.random\(|\bfetch\(|\bconsole\./;
    const readers = [...reach(room)].filter((name) => worldly.test(rooms.get(name)?.text ?? ""));
    expect(readers).toEqual([]);
  });
});

describe("one owner", () => {
  test("the command line alone knows commander", () => {
    expect(importers(/^commander$/)).toEqual(["program.ts"]);
  });

  test("ask/ask.ts alone knows how questions are asked", () => {
    expect(importers(/^@clack\//)).toEqual(["ask/ask.ts"]);
  });

  test("host/host.ts and the sources of packs alone touch disk, processes and network", () => {
    const world =
      /^(?:node:)?(?:fs|child_process|http|https|net|os|readline)(?:\/|$)|^(?:fs-extra|execa)$/;
    const outside = importers(world).filter(
      (name) => name !== "host/host.ts" && !name.startsWith("packs/"),
    );
    expect(outside).toEqual([]);
  });

  test("packs/ alone compiles templates", () => {
    const outside = importers(/^handlebars/).filter((name) => !name.startsWith("packs/"));
    expect(outside).toEqual([]);
  });

  test("cli.ts alone decides how the process ends", () => {
    const enders = [...rooms].filter(([, { text }]) => /\bprocess\.exit(?:Code)?\b/.test(text));
    expect(enders.map(([name]) => name)).toEqual(["cli.ts"]);
  });
});

describe("direction", () => {
  test("there is no way in a circle, not even with types", () => {
    const circles = [...rooms].filter(([name, room]) =>
      [...room.needs, ...room.later, ...room.types].some((next) =>
        reach(next, ["needs", "later", "types"]).has(name),
      ),
    );
    expect(circles.map(([name]) => name)).toEqual([]);
  });

  test("nothing goes through the index or back to the command line", () => {
    expect(importers(/^(?:index|cli)\.ts$/)).toEqual([]);
  });

  test("verbs are started by cli.ts, each when it is needed", () => {
    const verbs = /^commands\/(?!create-project|report|spinner)/;
    expect(importers(verbs)).toEqual(["cli.ts"]);
    expect(rooms.get("cli.ts")?.needs.filter((from) => verbs.test(from))).toEqual([]);
  });

  test("--help loads neither questions nor templates nor processes", () => {
    const heavy = /^(?:@clack\/|handlebars|execa|fs-extra|zod|node:child_process)/;
    expect([...reach("cli.ts")].filter((from) => heavy.test(from))).toEqual([]);
  });

  test("creating with our own pack loads nothing that only packs of others need", () => {
    const heavy = /^(?:handlebars|zod|yaml|semver|tar-stream)(?:\/|$)/;
    expect([...reach("commands/create.ts")].filter((from) => heavy.test(from))).toEqual([]);
  });

  test("an import of something that is not there would be seen", () => {
    const missing = [...rooms.values()]
      .flatMap(({ needs, later, types }) => [...needs, ...later, ...types])
      .filter((from) => from.endsWith(".ts") && !rooms.has(from));
    expect(missing).toEqual([]);
  });
});
