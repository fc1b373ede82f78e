import { describe, expect, it } from "vitest";

import { afterAnswer } from "../src/after-answer.ts";
import { hash, misfit, needsApproval, requestOf, type Answer } from "../src/humans.ts";
import type { HumanRequest, Kind, Options } from "../src/humans.ts";

const yes: Answer = { type: "approval", approved: true };
const said = (response: string | boolean): Answer => ({ type: "answer", response });
const pay = { intent: "pay", to: "Terri", amount: 750 };

function request(
  kind: Kind,
  format: Options["format"] = "free_text",
  choices: string[] = [],
): HumanRequest {
  return { id: "request-1", kind, question: "?", options: { urgency: "low", format, choices } };
}

describe("an answer fits its request", () => {
  it.each([
    [request("approval", "yes_no"), yes],
    [request("approval", "yes_no"), { type: "approval", approved: false, comment: "not yet" }],
    [request("input"), said("whatever you like")],
    [request("input", "yes_no"), said(true)],
    [request("input", "yes_no"), said(false)],
    [request("input", "multiple_choice", ["red", "blue"]), said("blue")],
  ] as [HumanRequest, Answer][])("%j takes %j", (asked, answer) => {
    expect(misfit(asked, answer)).toBeUndefined();
  });

  it.each([
    [request("approval", "yes_no"), said(true), "this request wants an approval"],
    [request("input"), yes, "this request wants an answer, not an approval"],
    [request("input"), said(true), "answer with text"],
    [request("input", "yes_no"), said("yes"), "answer with true or false"],
    [
      request("input", "multiple_choice", ["red", "blue"]),
      said("green"),
      "choose one of: red, blue",
    ],
    [request("input", "multiple_choice", ["red", "blue"]), said(true), "choose one of: red, blue"],
  ] as [HumanRequest, Answer, string][])("%j does not take %j", (asked, answer, why) => {
    expect(misfit(asked, answer)).toBe(why);
  });
});

describe("after an answer", () => {
  const approval = requestOf(
    { kind: "approval", question: "?", options: request("approval").options, step: pay },
    4,
  );

  it("an approved step is cleared, for what was shown and nothing else", () => {
    expect(afterAnswer(approval, { step: pay }, yes)).toEqual({
      at: "cleared",
      step: pay,
      approved: hash(pay),
    });
  });

  it.each([
    ["a rejection", approval, { type: "approval", approved: false }],
    ["an answer to the model", request("input"), said("blue")],
    ["an answer that only happens to be stop", request("input"), said("stop")],
  ] as [string, HumanRequest, Answer][])("%s makes the agent think", (_name, asked, answer) => {
    expect(afterAnswer(asked, { step: pay }, answer)).toEqual({ at: "thinking" });
  });
});

describe("what an approval is bound to", () => {
  it("does not depend on the order of keys, at any depth", () => {
    const one = { intent: "x", a: { b: [{ c: 1, d: 2 }], e: null } };
    const two = { a: { e: null, b: [{ d: 2, c: 1 }] }, intent: "x" };
    expect(hash(one)).toBe(hash(two));
  });

  it.each([
    { ...pay, amount: 751 },
    { ...pay, amount: "750" },
    { ...pay, to: "terri" },
    { ...pay, now: true },
    { ...pay, to: ["Terri"] },
    { ...pay, intent: "send" },
  ])("changes with every value: %j", (other) => {
    expect(hash(other)).not.toBe(hash(pay));
  });

  it("is what the request shows", () => {
    const command = needsApproval({ do: "run_tool", step: pay });
    if (command.do !== "contact_human") throw new Error("nobody is asked");
    expect(requestOf(command.question, 7)).toEqual({
      id: "request-7",
      kind: "approval",
      question: "Run pay?",
      options: { urgency: "high", format: "yes_no", choices: [] },
      step: pay,
      hash: hash(pay),
    });
  });
});
