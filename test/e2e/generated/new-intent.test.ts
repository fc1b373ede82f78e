import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generate } from "../../support/project.ts";
import type { Project } from "../../support/project.ts";

// What the README of a generated project promises: a new intent gives exactly the compile errors
// that are the decisions to make, one after the other, and nothing else.

const intent = `  z.strictObject({ intent: z.literal("restart_service"), service: z.string() }),\n`;

describe.each(["all", "core"])("in a project with %s factors, a new intent", (factors) => {
  test("asks what it leads to, then how it is done, and then compiles", async () => {
    const project = await generate(`--factors ${factors}`);
    edit(project, "src/steps.ts", 'z.discriminatedUnion("intent", [\n', (found) => found + intent);
    expect(await filesWithErrors(project)).toEqual(["src/control-flow.ts"]);

    edit(project, "src/control-flow.ts", '    case "get_workflow_status":\n', (found) =>
      found.concat('    case "restart_service":\n'),
    );
    const undone = await filesWithErrors(project);
    expect(undone.length).toBeGreaterThan(0);
    expect(["src/control-flow.ts", "src/tools.ts"]).toEqual(expect.arrayContaining(undone));

    const tool = `    restart_service: {\n      run: async ({ service }) => \`restarted \${service}\`,\n    },\n`;
    edit(project, "src/tools.ts", "    get_workflow_status: {\n", (found) => tool + found);
    expect(await filesWithErrors(project)).toEqual([]);
  });
});

test("a tool that no intent asks for does not compile either", async () => {
  const project = await generate();
  const tool = `    drop_database: {\n      run: async () => "gone",\n    },\n`;
  edit(project, "src/tools.ts", "    get_workflow_status: {\n", (found) => tool + found);
  expect(await filesWithErrors(project)).toEqual(["src/tools.ts"]);
});

function edit(project: Project, path: string, at: string, change: (found: string) => string): void {
  const file = join(project.folder, path);
  const text = readFileSync(file, "utf8");
  expect(text).toContain(at);
  writeFileSync(file, text.replace(at, change));
}

async function filesWithErrors(project: Project): Promise<string[]> {
  const { stdout } = await project.npm("check");
  const files = [...stdout.matchAll(/^(\S+?)[(:]\d+[,:]\d+\)?.*error TS/gm)].map(
    ([, file]) => file,
  );
  return [...new Set(files.map(String))].toSorted();
}
