import { expect, it } from "vitest";

import { judge, route } from "../src/control-flow.ts";
import type { Step } from "../src/steps.ts";
import type { Thread } from "../src/thread.ts";

const issue = { title: "It fails", description: "", team_id: "team-7", assignee_id: "user-3" };
const create: Step = { intent: "create_issue", issue };

it("lets a person approve every new issue", () => {
  expect(route(create)).toMatchObject({
    do: "contact_human",
    question: { kind: "approval", step: create, options: { format: "yes_no" } },
  });
});

it("passes a question of the model on to a person as it is", () => {
  const options = { urgency: "low" as const, format: "free_text" as const, choices: [] };
  const asked = { question: "Which team?", context: "There are two.", options };
  expect(route({ intent: "request_human_input", ...asked })).toEqual({
    do: "contact_human",
    question: { kind: "input", ...asked },
  });
});

it("asks nobody about a team or an assignee that the model has made up", () => {
  expect(judge(create, said("for user-3"))).toBe("nobody has mentioned an id team-7");
  expect(judge(create, said("for team-7"))).toBe("nobody has mentioned an id user-3");
  expect(judge(create, said("team-7, user-3"))).toBeUndefined();
});

function said(data: string): Thread {
  const time = "2026-03-16T09:00:00.000Z";
  return {
    id: "a",
    events: [
      { type: "launched", agent: "assistant", tag: "user_message", data, time },
      { type: "step_chosen", step: create, time },
    ],
  };
}
