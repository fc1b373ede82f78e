import { describe, expect, it } from "vitest";

import { judge, route } from "../src/control-flow.ts";
import type { Step } from "../src/steps.ts";
import type { Event } from "../src/thread.ts";

const backend: Step = { intent: "deploy_backend", tag: "v1.2.3", environment: "staging" };
const frontend: Step = { intent: "deploy_frontend", tag: "v1.2.3", environment: "staging" };

describe("the policy", () => {
  it("looking is free", () => {
    const status: Step = { intent: "get_workflow_status", workflow_name: "tag_push_prod.yaml" };
    expect(route(status)).toEqual({ do: "run_tool", step: status });
  });

  it.each([backend, frontend])("staging needs nobody's approval: $intent", (step) => {
    expect(route(step)).toEqual({ do: "run_tool", step });
  });

  it("nothing to do, and done for now, end the task", () => {
    expect(route({ intent: "nothing_to_do", reason: "a question" })).toEqual({
      do: "stop",
      outcome: "done",
      message: "a question",
    });
    expect(route({ intent: "done_for_now", message: "deployed" })).toEqual({
      do: "stop",
      outcome: "done",
      message: "deployed",
    });
  });
});

describe("the second look", () => {
  const time = "2026-03-16T09:00:00.000Z";
  const said = (data: string): Event[] => [
    { type: "launched", agent: "deploybot", tag: "user_message", data, time },
    { type: "step_chosen", step: backend, time },
  ];

  it("lets a tag pass that someone has mentioned", () => {
    expect(judge(backend, { id: "a", events: said("deploy\nv1.2.3.") })).toBeUndefined();
  });

  it.each(["deploy the newest one", "deploy v1.2.30", "deploy v1.2.3-beta", "deploy v1.2.3.1"])(
    "objects to a tag that the model has made up: %s",
    (words) => {
      const thread = { id: "a", events: said(words) };
      expect(judge(backend, thread)).toBe("nobody has mentioned a tag v1.2.3");
    },
  );
});
