import { inspect } from "node:util";

import { z } from "zod";

import type { ToolCall, Turn } from "./agent.ts";
import { summaryOf } from "./summarise.ts";
import type { NewEvent, StoredStep } from "./thread.ts";

const defaultTimeout = 60_000;

/** The start is saved before the tool runs, and its outcome after: a crash in between can be seen. */
export async function* runTool(step: StoredStep, turn: Turn): AsyncGenerator<NewEvent[]> {
  const { agent, thread, state, signal } = turn;
  const { intent } = step;
  const key = `${thread.id}:${state.count.events}`;
  const timeout = agent.tools[intent]?.timeout ?? defaultTimeout;
  yield [{ type: "tool_started", intent, key }];
  const expired = AbortSignal.timeout(timeout);
  const ran = attempt(step, turn, { key, signal: AbortSignal.any([signal, expired]) });
  const outcome = await Promise.race([ran, aborted(expired)]);
  if (outcome && (outcome.type === "tool_succeeded" || !expired.aborted)) {
    yield [outcome];
    return;
  }
  const error = `${intent} took longer than ${timeout / 1000} s and may have run`;
  yield [{ type: "tool_failed", intent, key, error }];
}

async function attempt(step: StoredStep, turn: Turn, call: ToolCall): Promise<NewEvent> {
  const { agent, world } = turn;
  const { intent } = step;
  const { key } = call;
  try {
    const tool = agent.tools[intent];
    if (!tool) throw new Error(`there is no tool for ${intent}`);
    const result = plain(await tool.run(step, call));
    const misfit = tool.result?.safeParse(result).error;
    if (misfit) throw new Error(`it ran, and returned something else: ${z.prettifyError(misfit)}`);
    const summary = await summaryOf(result, world.summarise);
    return { type: "tool_succeeded", intent, key, result, ...(summary && { summary }) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { type: "tool_failed", intent, key, error: `error running ${intent}: ${why}` };
  }
}

/** A result that JSON cannot say, such as a BigInt, is no failure: the tool has run. */
function plain(result: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(result ?? null));
  } catch {
    return inspect(result);
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
}
