import { expect, it } from "vitest";

import { agents } from "../src/agents.ts";
import { determineNextStep } from "../src/determine-next-step.ts";
import type { ModelRequest } from "../src/model/model.ts";
import { scripted } from "../src/model/scripted.ts";
import type { Event } from "../src/thread.ts";

const events: Event[] = [
  {
    type: "launched",
    agent: "deploybot",
    tag: "user_message",
    data: "Deploy the newest backend.",
    time: "2026-03-15T10:30:00.000Z",
  },
  {
    type: "step_chosen",
    step: { intent: "get_workflow_status", workflow_name: "tag_push_prod.yaml" },
    time: "2026-03-15T10:30:01.000Z",
  },
  {
    type: "tool_succeeded",
    intent: "get_workflow_status",
    key: "a:2",
    result: { workflow: "tag_push_prod.yaml", status: "success" },
    time: "2026-03-15T10:30:02.000Z",
  },
];

const asking = Object.values(agents());

/** `npm test -- --update` accepts a new wording; until then each change of it fails here, as a difference. */
it.each(asking)("the model of $name reads these words and no others", async (agent) => {
  const done = { intent: "done_for_now", message: "done" };
  const script = scripted([{ model: undefined }, { model: done }], agent.name);
  const requests: ModelRequest[] = [];
  const model = {
    reply(request: ModelRequest) {
      requests.push(request);
      return script.reply(request);
    },
  };
  const { signal } = new AbortController();
  const next = await determineNextStep(agent, { id: "a", events }, model, signal);

  expect(next).toMatchObject({ type: "step_chosen", step: done });
  const { system, user } = requests[0] ?? { system: "", user: [] };
  const request = `--- system\n\n${system}\n\n--- user\n\n${user.join("\n\n")}\n`;
  await expect(request).toMatchFileSnapshot(`prompts/${agent.name}.txt`);
});
