import { expect, it } from "vitest";

import { agents } from "../src/agents.ts";
import { threadToPrompt } from "../src/context.ts";
import { determineNextStep } from "../src/determine-next-step.ts";
import type { ModelRequest } from "../src/model/model.ts";
import type { Event } from "../src/thread.ts";

const asking = Object.values(agents());

/** `npm run test -- --update` accepts a new wording; until then each change of it fails here, as a difference. */
it.each(asking)("the model of $name reads these words and no others", async (agent) => {
  const { name, prompt } = agent;
  const time = "2026-03-15T10:30:00.000Z";
  const events: Event[] = [
    { type: "launched", agent: name, tag: "user_message", data: "Hello", time },
  ];
  const requests: ModelRequest[] = [];
  const model = {
    async reply(request: ModelRequest) {
      requests.push(request);
      return { output: undefined };
    },
  };
  await determineNextStep(agent, { id: "a", events }, model, new AbortController().signal);

  const [request] = requests;
  expect(request?.user).toEqual(prompt.user(threadToPrompt({ id: "a", events })));
  const words = ["--- system", request?.system, "--- user", ...prompt.user(["(the thread)"])];
  await expect(`${words.join("\n\n")}\n`).toMatchFileSnapshot(`prompts/${name}.txt`);
});
