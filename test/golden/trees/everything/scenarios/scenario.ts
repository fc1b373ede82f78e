import { z } from "zod";

const message = z.strictObject({ message: z.string().min(1) });

const turn = z.union([
  z.strictObject({
    model: z.unknown().describe("what the model says: a step, or something that is none"),
    agent: z.string().optional().describe("whose model; default the main agent's"),
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
  z.strictObject({
    human: z.union([
      z.strictObject({ approve: z.literal(true), comment: z.string().optional() }),
      z.strictObject({ reject: z.string().describe("the comment") }),
      z.strictObject({ answer: z.union([z.string().min(1), z.boolean()]) }),
    ]),
  }),
  message.describe("what someone says to the thread once it rests"),
]);

export const scenario = z.strictObject({
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
        agent: z.string().optional().describe("who gets it; default the main agent"),
      }),
    }),
    z.strictObject({
      events: z
        .array(z.looseObject({ type: z.string() }))
        .min(1)
        .describe("what has happened before, as `thread -- show <id> --json` prints it"),
    }),
  ]),
  turns: z.array(turn).describe("in the order in which they have to happen"),
  expect: z
    .strictObject({
      status: z.enum(["resting", "stopped", "failed"]).describe("how it came to its end"),
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
