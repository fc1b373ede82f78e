import { inspect } from "node:util";

import { z } from "zod";

import type { Agent, ToolCall, Turn } from "./agent.ts";
import { formatError } from "./errors.ts";
import { summaryOf } from "./summarise.ts";
import type { NewEvent, StoredStep } from "./thread.ts";

/** In milliseconds. */
export function timeoutOf({ tools }: Agent, intent: string): number {
  return tools[intent]?.timeout ?? 60_000;
}

interface Attempt {
  /** What came of it before its time was over, or undefined. */
  inTime: Promise<NewEvent | undefined>;
  /** What comes of it, whenever that is. */
  ran: Promise<NewEvent>;
}

/**
 * Runs a tool once. Its signal says when its time is over, after `timeout` milliseconds; nobody waits longer,
 * whether it listens or not.
 */
export function attempt(step: StoredStep, turn: Turn, key: string, timeout: number): Attempt {
  const expired = AbortSignal.timeout(timeout);
  const ran = outcomeOf(step, turn, { key, signal: AbortSignal.any([turn.signal, expired]) });
  const inTime = Promise.race([ran, aborted(expired)]).then((outcome) =>
    outcome?.type === "tool_succeeded" || !expired.aborted ? outcome : undefined,
  );
  return { inTime, ran };
}

export function tookTooLong(intent: string, timeout: number): string {
  return `${intent} took longer than ${timeout / 1000} s and may have run`;
}

async function outcomeOf(step: StoredStep, turn: Turn, call: ToolCall): Promise<NewEvent> {
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
    return { type: "tool_failed", intent, key, error: formatError(intent, error) };
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
