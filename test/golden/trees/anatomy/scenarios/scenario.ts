import { readFileSync } from "node:fs";

import { z } from "zod";

import { UserError } from "../src/user-error.ts";

const message = z.strictObject({ message: z.string().min(1) });

const turn = z.union([
  z.strictObject({
    model: z.unknown().describe("what the model says: a step, or something that is none"),
  }),
  z.strictObject({
    tool: z
      .strictObject({
        intent: z.string(),
        error: z.string().optional().describe("what it fails with"),
        result: z.unknown().optional().describe("what it returns instead of running"),
      })
      .describe("what becomes of the tool that runs at this point"),
  }),
  message.describe("what someone says to the thread once it rests"),
]);

const scenario = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().min(1),
  start: z.union([
    message,
    z.strictObject({
      event: z.strictObject({
        tag: z
          .string()
          .regex(/^[a-z][a-z0-9_]*$/)
          .describe("what the model reads it under"),
        data: z.unknown(),
      }),
    }),
  ]),
  turns: z.array(turn).describe("in the order in which they have to happen"),
  expect: z
    .strictObject({
      status: z.string().describe("how the thread stands: resting, stopped, failed, ..."),
      events: z.array(z.string()).optional().describe("the types of all its events"),
      calls: z
        .array(z.strictObject({ tool: z.string(), arguments: z.record(z.string(), z.unknown()) }))
        .optional()
        .describe("every tool that ran"),
      contains: z.array(z.string()).optional().describe("what the context windows contain"),
    })
    .describe("what must hold at the end"),
});

/** A conversation as data: what the model says, what people say, and what must hold at the end. */
export type Scenario = z.infer<typeof scenario>;
export type Turn = z.infer<typeof turn>;

/** What editors check the files against: `scenario.schema.json` holds it. */
export const scenarioSchema = z.toJSONSchema(scenario, { io: "input", reused: "inline" });

/** Throws UserError, which names the file and every field that does not fit. */
export function readScenario(path: string): Scenario {
  const parsed = scenario.safeParse(parseJson(path));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${explain(issue)}`);
  throw new UserError(`${path} is not a scenario:\n${problems.join("\n")}`);
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UserError(`${path}: ${(error as Error).message}`);
  }
}

/** Of the shapes that a value may have, the one that it comes closest to is explained. */
function explain(issue: z.core.$ZodIssue, above: PropertyKey[] = []): string {
  const path = [...above, ...issue.path];
  if (issue.code === "invalid_union") {
    const isOther = (found: z.core.$ZodIssue[]) => found.some(({ path }) => path.length === 0);
    const closest = issue.errors.find((found) => !isOther(found))?.[0];
    if (closest) return explain(closest, path);
    const keys = issue.errors.flatMap(
      (found) => found.find(({ path }) => path.length > 0)?.path ?? [],
    );
    if (keys.length > 0)
      return `${z.core.toDotPath(path)}: needs one of ${keys.map(String).join(", ")}`;
  }
  return `${z.core.toDotPath(path)}: ${issue.message}`;
}
