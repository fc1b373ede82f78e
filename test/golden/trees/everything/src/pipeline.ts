import { z } from "zod";

import type { Agent, Toolbox } from "./agent.ts";
import type { Command } from "./command.ts";
import { check, type Check, type Infrastructure } from "./infrastructure.ts";
import { limits } from "./limits.ts";
import { progressOf } from "./progress.ts";
import type { Thread } from "./thread.ts";

const steps = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("deploy_to_staging"), tag: z.string() }),
  z.strictObject({ intent: z.literal("check_staging") }),
  z.strictObject({ intent: z.literal("check_production") }),
  z.strictObject({ intent: z.literal("call_deploybot"), message: z.string() }),
  z.strictObject({ intent: z.literal("call_rollback"), message: z.string() }),
  z.strictObject({ intent: z.literal("finish"), message: z.string() }),
]);
type Step = z.infer<typeof steps>;

const timeout = 15 * 60_000;
const checks = ["check_staging", "check_production"];

/**
 * Factor 10. A release is ordinary code with two small agents in it. The pipeline is a thread like any
 * other, so it survives a crash and can wait for days; but code, not a model, chooses its steps.
 */
export function pipeline(infrastructure: Infrastructure): Agent<Step> {
  const tools = {
    deploy_to_staging: {
      timeout,
      async run({ tag }, { key, signal }) {
        const backend = await infrastructure.deploy("backend", tag, "staging", {
          key: `${key}/backend`,
          signal,
        });
        const frontend = await infrastructure.deploy("frontend", tag, "staging", {
          key: `${key}/frontend`,
          signal,
        });
        return { backend, frontend };
      },
    },
    check_staging: {
      idempotent: true,
      timeout,
      result: check,
      run: (_step, { signal }) => infrastructure.endToEnd("staging", signal),
    },
    check_production: {
      idempotent: true,
      timeout,
      result: check,
      run: (_step, { signal }) => infrastructure.endToEnd("production", signal),
    },
  } satisfies Toolbox<Step>;
  return { name: "pipeline", plan, steps, route, tools, limits };
}

/** The next step is a fold: a stage comes up when its result is missing, and those before it have theirs. */
export function plan(thread: Thread): Step {
  const { task, unknown, results, agents } = progressOf(thread, checks);
  const tag = /v\d+\.\d+\.\d+/.exec(JSON.stringify(task))?.[0];
  if (!tag) return finish("Nothing was released: name a tag, such as v1.2.3.");
  if (unknown) return finish(`It is not known what came of ${unknown}: look, then start again.`);
  if (!results.has("deploy_to_staging")) return { intent: "deploy_to_staging", tag };
  const before = results.get("check_staging") as Check | undefined;
  if (!before) return { intent: "check_staging" };
  if (!before.passed) return finish(`${tag} went no further than staging: ${found(before)}.`);
  const deployed = agents.get("deploybot");
  if (!deployed) return { intent: "call_deploybot", message: `Deploy ${tag} to production.` };
  // What an agent says is not proof: only what its tools have done is.
  if (!deployed.ran.some((intent) => intent.startsWith("deploy_"))) {
    return finish(`${tag} was not deployed: ${deployed.message}`);
  }
  const after = results.get("check_production") as Check | undefined;
  if (!after) return { intent: "check_production" };
  if (after.passed) return finish(`${deployed.message} The check of production passed.`);
  const failure = `${deployed.message} The check of production found: ${found(after)}.`;
  const undone = agents.get("rollback");
  if (!undone) return { intent: "call_rollback", message: failure };
  return finish(`${failure} ${undone.message}`);
}

function finish(message: string): Step {
  return { intent: "finish", message };
}

function found({ failures }: Check): string {
  return failures.join("; ");
}

function route(step: Step): Command {
  switch (step.intent) {
    case "deploy_to_staging":
    case "check_production":
    case "check_staging":
      return { do: "run_tool", step };
    case "call_deploybot":
      return { do: "call_agent", agent: "deploybot", message: step.message };
    case "call_rollback":
      return { do: "call_agent", agent: "rollback", message: step.message };
    case "finish":
      return { do: "stop", outcome: "done", message: step.message };
  }
}
