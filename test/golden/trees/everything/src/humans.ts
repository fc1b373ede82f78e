import { createHash } from "node:crypto";

import { z } from "zod";

import type { Command } from "./command.ts";
import type { Held } from "./state.ts";
import type { StoredStep } from "./thread.ts";

/** Factor 7. A request to a person is saved, and the thread waits for the answer that names it. */
export interface HumanRequest extends Question {
  id: string;
  /** Of the step that was shown: an approval is worth nothing for any other arguments. */
  hash?: string;
}

export interface Question {
  kind: Kind;
  question: string;
  context?: string;
  options: Options;
  /** Whose answer counts; anybody's where nobody is named. */
  from?: string[];
  /** The step in question, as it would run. */
  step?: StoredStep;
}

export type Kind =
  | "recovery" // a tool whose outcome nobody saw
  | "escalation" // too many errors in a row
  | "budget" // no more to spend
  | "approval" // a step, before its tool runs
  | "input"; // what the model asks

export const options = z
  .strictObject({
    urgency: z.enum(["low", "medium", "high"]),
    format: z.enum(["free_text", "yes_no", "multiple_choice"]),
    choices: z.array(z.string()).describe("for multiple_choice; otherwise empty"),
  })
  .refine(({ format, choices }) => format !== "multiple_choice" || choices.length > 0, {
    error: "multiple_choice needs choices",
  });
export type Options = z.infer<typeof options>;

export const answer = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("approval"),
    approved: z.boolean(),
    comment: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal("answer"),
    response: z.union([z.string().min(1), z.boolean()]),
  }),
]);
export type Answer = z.infer<typeof answer>;

/** For a case of `route`: the tool runs once a person has approved the step, with exactly these arguments. */
export function needsApproval(
  { step }: Extract<Command, { do: "run_tool" }>,
  { urgency = "high", from }: { urgency?: Options["urgency"]; from?: string[] } = {},
): Command {
  const question = `Run ${step.intent}?`;
  const options: Options = { urgency, format: "yes_no", choices: [] };
  return { do: "contact_human", question: { kind: "approval", question, options, from, step } };
}

/** An approved step goes the way of any other; the approval holds for the arguments that were shown. */
export function onceApproved(command: Command, chosen: StoredStep, { approved }: Held): Command {
  if (command.do !== "contact_human" || command.question.kind !== "approval") return command;
  const { step = chosen } = command.question;
  return approved === hash(step) ? { do: "run_tool", step } : command;
}

export function choice(kind: Kind, question: string, choices: string[]): Question {
  return { kind, question, options: { urgency: "high", format: "multiple_choice", choices } };
}

export function requestOf(question: Question, event: number): HumanRequest {
  const { step } = question;
  return { id: `request-${event}`, ...question, ...(step && { hash: hash(step) }) };
}

/** Why this person's answer does not count, if it does not. Who they are is for the trigger to find out. */
export function notAllowed({ from }: HumanRequest, user: string | undefined): string | undefined {
  if (!from || (user !== undefined && from.includes(user))) return undefined;
  return `${user ?? "someone without a name"} cannot answer this: it takes ${from.join(" or ")}`;
}

/** Why this answer does not fit the request, if it does not. */
export function misfit({ kind, options }: HumanRequest, answer: Answer): string | undefined {
  if (kind === "approval")
    return answer.type === "approval" ? undefined : "this request wants an approval";
  if (answer.type !== "answer") return "this request wants an answer, not an approval";
  const { response } = answer;
  switch (options.format) {
    case "yes_no":
      return typeof response === "boolean" ? undefined : "answer with true or false";
    case "free_text":
      return typeof response === "string" ? undefined : "answer with text";
    case "multiple_choice":
      return options.choices.some((choice) => choice === response)
        ? undefined
        : `choose one of: ${options.choices.join(", ")}`;
  }
}

/** The same for the same values, whatever the order of the keys. */
export function hash(step: StoredStep): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(step)))
    .digest("hex");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
