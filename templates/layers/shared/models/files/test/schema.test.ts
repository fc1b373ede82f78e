import { describe, expect, it } from "vitest";
import { z } from "zod";

import { agents } from "../src/agents.ts";
import { readStep } from "../src/determine-next-step.ts";
import { leftOut, readReply, wireSchema } from "../src/model/schema.ts";

const keywords = [
  "type",
  "enum",
  "anyOf",
  "items",
  "properties",
  "required",
  "additionalProperties",
];

/** Throws at the first thing that a strict mode would refuse. */
function expectStrict(schema: unknown, path = "step"): void {
  const node = z.record(z.string(), z.unknown()).parse(schema, { error: () => path });
  const unknown = Object.keys(node).filter((key) => ![...keywords, "description"].includes(key));
  expect(unknown, path).toEqual([]);
  expect("type" in node || "enum" in node || "anyOf" in node, `${path} says what it is`).toBe(true);
  if (node.type === "object") {
    const properties = z.record(z.string(), z.unknown()).parse(node.properties);
    expect(node.additionalProperties, path).toBe(false);
    expect(node.required, path).toEqual(Object.keys(properties));
    for (const [name, inner] of Object.entries(properties)) expectStrict(inner, `${path}.${name}`);
  }
  if (node.type === "array") expectStrict(node.items, `${path}[]`);
  for (const option of z.array(z.unknown()).parse(node.anyOf ?? []))
    expectStrict(option, `${path}|`);
}

const nested = z.discriminatedUnion("intent", [
  z.strictObject({
    intent: z.literal("create_issue"),
    issue: z.strictObject({
      title: z.string().min(1).max(80),
      description: z.string().optional(),
      team_id: z.uuid(),
      assignee_id: z.string().nullable(),
      labels: z.array(z.strictObject({ name: z.string(), color: z.string().optional() })),
    }),
  }),
  z.strictObject({
    intent: z.literal("search_issues"),
    query: z.string().describe("words to look for"),
    limit: z.int().positive().default(10),
    team: z.union([z.strictObject({ kind: z.literal("id"), id: z.int() }), z.null()]).optional(),
  }),
]);

describe("the schema on the wire", () => {
  it.each(Object.entries(agents()))("of %s is one that strict modes accept", (_name, { steps }) => {
    const schema = wireSchema(steps);
    expect(schema).toMatchObject({
      type: "object",
      required: ["step"],
      additionalProperties: false,
    });
    expect(schema).not.toHaveProperty("anyOf");
    expectStrict(schema);
  });

  it("has room for objects in objects, lists and what may be left out", () => {
    const schema = wireSchema(nested);
    expectStrict(schema);
    expect(schema).toMatchObject({
      properties: {
        step: {
          anyOf: [
            {
              properties: {
                intent: { type: "string", enum: ["create_issue"] },
                issue: {
                  required: ["title", "description", "team_id", "assignee_id", "labels"],
                  properties: {
                    title: { type: "string" },
                    description: { anyOf: [{ type: "string" }, { type: "null" }] },
                    assignee_id: { type: ["string", "null"] },
                  },
                },
              },
            },
            { properties: { query: { type: "string", description: "words to look for" } } },
          ],
        },
      },
    });
  });

  it.each([
    ["an object with any keys", z.record(z.string(), z.string())],
    ["a tuple", z.tuple([z.string(), z.int()])],
    ["anything", z.unknown()],
  ])("cannot say %s, and says so", (_name, field) => {
    const steps = z.strictObject({ intent: z.literal("x"), field });
    expect(() => wireSchema(steps)).toThrow("a strict schema cannot say");
  });

  it("cannot say what contains itself, and says so", () => {
    const tree = z.strictObject({
      intent: z.literal("x"),
      get inner() {
        return tree.optional();
      },
    });
    expect(() => wireSchema(tree)).toThrow(/cycle/i);
  });
});

describe("a reply", () => {
  const issue = { title: "null", description: "", team_id: "0194d1c1-2f00-7000-8000-000000000000" };

  it("loses the nulls that stand for what was left out, and no others", () => {
    const step = {
      intent: "create_issue",
      issue: {
        ...issue,
        description: null,
        assignee_id: null,
        labels: [{ name: "a", color: null }],
      },
    };
    expect(replied(JSON.stringify({ step }), nested)).toEqual({
      intent: "create_issue",
      issue: { title: "null", team_id: issue.team_id, assignee_id: null, labels: [{ name: "a" }] },
    });
  });

  it("is the step that was meant, once read", () => {
    const step = { intent: "search_issues", query: "", limit: 3, team: null };
    const read = readStep({ steps: nested }, replied(JSON.stringify({ step }), nested));
    expect(read).toEqual({ ok: true, step: { intent: "search_issues", query: "", limit: 3 } });
  });

  it("may come without the wrapping, or with a field named step", () => {
    const steps = z.strictObject({ intent: z.literal("go"), step: z.int() });
    expect(replied('{"intent":"go","step":3}', steps)).toEqual({ intent: "go", step: 3 });
    expect(replied('{"step":{"intent":"go","step":3}}', steps)).toEqual({
      intent: "go",
      step: 3,
    });
  });

  it.each(["", "Sure! Here it is:", "[1]", "3", "null", '{"step":null}', '{"step":"look"}', "{"])(
    "that is no step is an error, not a crash: %j",
    (text) => {
      expect(readStep({ steps: nested }, replied(text, nested))).toMatchObject({ ok: false });
    },
  );

  it("with an unknown intent keeps what it said", () => {
    const step = { intent: "launch_rocket", to: null };
    expect(replied(JSON.stringify({ step }), nested)).toEqual(step);
  });

  it("brings the reasoning before the step, where the agent asks for it", () => {
    const step = { intent: "launch_rocket" };
    const schema = wireSchema(nested, true);
    expect(Object.keys(schema.properties ?? {})).toEqual(["reasoning", "step"]);
    expect(schema.required).toEqual(["reasoning", "step"]);
    expect(readReply(JSON.stringify({ reasoning: "It is time.", step }), nested)).toEqual({
      output: step,
      reasoning: "It is time.",
    });
  });
});

function replied(text: string, steps: z.ZodType): unknown {
  return readReply(text, steps).output;
}

it("what the wire cannot say is listed, each with its place", () => {
  const limits = z.discriminatedUnion("intent", [
    z.strictObject({
      intent: z.literal("order"),
      items: z.array(z.strictObject({ count: z.int().min(1) })).max(9),
      to: z.union([z.email(), z.null()]),
    }),
    z.strictObject({ intent: z.literal("done"), message: z.string() }),
  ]);
  expect(leftOut(limits)).toEqual([
    "order.items: maxItems 9",
    "order.items[].count: minimum 1",
    'order.to: format "email"',
  ]);
  for (const agent of Object.values(agents())) expect(() => leftOut(agent.steps)).not.toThrow();
});
