import { randomUUID } from "node:crypto";
import { hostname } from "node:os";

import type { Agent, Turn } from "./agent.ts";
import type { Command } from "./command.ts";
import { readStep } from "./determine-next-step.ts";
import { choice } from "./humans.ts";
import type { State } from "./state.ts";
import type { NewEvent, StoredStep } from "./thread.ts";

/** After so many starts, a tool that is safe to repeat may be what ends its process. */
const mostStarts = 3;

/** Milliseconds within which a model has answered, or nobody is asking it any more. */
const overdue = 5 * 60_000;

/**
 * A tool was started and no outcome was saved. While its worker may still be at it, nothing happens.
 * After that, a tool that is safe to repeat runs again with the same key, and any other is in doubt.
 */
export async function* recoverTool({
  thread,
  state,
  agent,
  world,
}: Turn): AsyncGenerator<NewEvent[]> {
  if (state.at !== "running") return;
  if (world.now().toISOString() < state.deadline && !world.isDead(state.worker)) return;
  const { intent } = state.step;
  const starts = thread.events.filter((e) => e.type === "tool_started" && e.key === state.key);
  const again = agent.tools[intent]?.idempotent === true && starts.length < mostStarts;
  const error = `${intent} was interrupted and may have run`;
  yield [{ type: "tool_interrupted", intent, key: state.key, again, error }];
}

/**
 * Nobody but a person can tell whether an interrupted tool has done its work. Whoever may approve the step
 * today may answer.
 */
export function inDoubt(agent: Agent, step: StoredStep, error: string): Command {
  const choices = ["retry", "skip", "stop"];
  const question = choice("recovery", `${error}. Retry it, skip it, or stop?`, choices);
  return { do: "contact_human", question: { ...question, from: approversOf(agent, step), step } };
}

function approversOf(agent: Agent, step: StoredStep): string[] | undefined {
  const read = readStep(agent, step);
  const command = read.ok ? agent.route(read.step) : undefined;
  return command?.do === "contact_human" ? command.question.from : undefined;
}

/** When to look at a thread again, ISO 8601: its time has come, or whoever works on it is overdue. */
export function dueAt(state: State): string | undefined {
  switch (state.at) {
    case "sleeping":
      return state.until;
    case "running":
      return state.deadline;
    case "waiting":
    case "resting":
      return undefined;
    default:
      return new Date(Date.parse(state.count.updated) + overdue).toISOString();
  }
}

/** This process, as its tools are signed: where it runs, and which of all that ever had its number. */
export const worker = `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`;

/** Only what can be known for sure: a process of another machine is never called dead. */
export function isDead(other: string): boolean {
  const [host, pid] = other.split("/");
  if (other === worker || host !== hostname()) return false;
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
