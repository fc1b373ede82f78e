import { describe, expect, it } from "vitest";

import { judge, route } from "../src/control-flow.ts";
import { steps, type Step } from "../src/steps.ts";
import type { Event } from "../src/thread.ts";

const time = "2026-03-16T09:00:00.000Z";
const comment: Step = { intent: "add_comment", issue_id: "OPS-1", body: "Since Monday." };
const search: Step = {
  intent: "search_issues",
  query: "backup",
  what_youre_looking_for: "whether it is known",
};

const said = (data: string): Event[] => [
  { type: "launched", agent: "assistant", tag: "user_message", data, time },
  { type: "step_chosen", step: comment, time },
];

describe("the policy", () => {
  it.each([search, comment])("needs nobody for looking and for comments: $intent", (step) => {
    expect(route(step)).toEqual({ do: "run_tool", step });
  });

  it("deletes nothing: what is not on the list is no step", () => {
    expect(steps.safeParse({ intent: "delete_issue", issue_id: "OPS-1" }).success).toBe(false);
  });

  it("ends the task when the assistant is done", () => {
    const message = "OPS-1 has a new comment.";
    expect(route({ intent: "done_for_now", message })).toEqual({
      do: "stop",
      outcome: "done",
      message,
    });
  });
});

describe("the second look", () => {
  it("lets pass what has no id, and ids that someone has mentioned", () => {
    expect(judge(search, { id: "a", events: said("the backup") })).toBeUndefined();
    expect(judge(comment, { id: "a", events: said("about OPS-1") })).toBeUndefined();
  });

  it("objects to an issue that the model has made up", () => {
    const events = said("about the backup");
    expect(judge(comment, { id: "a", events })).toBe("nobody has mentioned an id OPS-1");
  });
});
