import type { Step } from "../src/steps.ts";
import type { Event } from "../src/thread.ts";

const tag = "v1.2.3";
const environment = "production";
const deployments = ["deploy_frontend", "deploy_backend"] as const;

/** The words of a model that cannot know what a person will say to it: for a demo that is played by hand. */
export function improvise(_agent: string, events: Event[]): Step {
  const { done, rejected } = soFar(events);
  const left = deployments.filter((intent) => !done.includes(intent));
  const intent = left.find((intent) => !rejected.includes(intent));
  if (intent) return { intent, tag, environment };
  const names = left.map((intent) => intent.replace("deploy_", "the ")).join(" and ");
  return finish(names ? `You do not want ${names} deployed, so I stop here.` : `${tag} is out.`);
}

function finish(message: string) {
  return { intent: "done_for_now", message } as const;
}

/** What has been done, and what people have rejected since something last was. */
function soFar(events: Event[]) {
  const done: string[] = [];
  let rejected: string[] = [];
  let asked = "";
  for (const event of events) {
    if (event.type === "human_asked") {
      asked = event.request.step?.intent ?? "";
    } else if (event.type === "human_answered" && event.answer.type === "approval") {
      if (!event.answer.approved) rejected.push(asked);
    } else if (event.type === "tool_succeeded") {
      done.push(event.intent);
      rejected = [];
    }
  }
  return { done, rejected };
}
