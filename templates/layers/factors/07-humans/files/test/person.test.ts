import { expect, test } from "vitest";

import type { HumanRequest } from "../src/humans.ts";
import { promptFor, readAnswer } from "../src/triggers/person.ts";

const approval = request("approval", "yes_no");
const cases: [string, HumanRequest, string, ReturnType<typeof readAnswer>][] = [
  ["a yes approves", approval, "y", { type: "approval", approved: true }],
  ["a no rejects", approval, "no", { type: "approval", approved: false }],
  ["what follows is the comment", approval, "n: the backend first", rejected("the backend first")],
  ["anything else is asked again, not taken for a yes", approval, "yesterday", undefined],
  ["a yes with a condition is none", approval, "y but the backend first", undefined],
  ["a yes to a question", request("input", "yes_no"), "YES", { type: "answer", response: true }],
  ["text", request("input", "free_text"), " v1.2.3 ", { type: "answer", response: "v1.2.3" }],
  ["a number chooses", request("input", "multiple_choice"), "2", chosen("stop")],
  ["so does the choice itself", request("input", "multiple_choice"), "go on", chosen("go on")],
  ["there is no third choice", request("input", "multiple_choice"), "3", undefined],
];

test.each(cases)("%s", (_name, asked, line, answer) => {
  expect(readAnswer(asked, line)).toEqual(answer);
});

test("choices are numbered", () => {
  expect(promptFor(request("input", "multiple_choice"))).toBe("1 go on, 2 stop: ");
});

function request(
  kind: HumanRequest["kind"],
  format: HumanRequest["options"]["format"],
): HumanRequest {
  const choices = format === "multiple_choice" ? ["go on", "stop"] : [];
  return { id: "1", kind, question: "Well?", options: { urgency: "low", format, choices } };
}

function rejected(comment: string) {
  return { type: "approval", approved: false, comment } as const;
}

function chosen(response: string) {
  return { type: "answer", response } as const;
}
