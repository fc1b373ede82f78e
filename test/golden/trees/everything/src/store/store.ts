import { dueAt } from "../recover.ts";
import type { State } from "../state.ts";
import type { Event, Thread } from "../thread.ts";

/** Threads at rest. The events are the truth; a head is their fold, cached so that threads can be found. */
export interface Store {
  /** False when the id is taken. */
  create(thread: Thread, head: Head): Promise<boolean>;
  load(id: string): Promise<Thread | undefined>;
  /** All events in one transaction, or none and false: when the thread has more or fewer than `expected`. */
  append(id: string, expected: number, events: Event[], head: Head): Promise<boolean>;
  /** In the order of their ids, those after `after`; with `dueBefore` the most overdue first. */
  list(query: Query): Promise<Found[]>;
  delete(id: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface Query {
  status?: Status;
  /** Threads that something is to be done about before this time, ISO 8601. */
  dueBefore?: string;
  after?: string;
  limit: number;
}

export interface Head {
  status: Status;
  updated: string;
  /** When to look at the thread again, ISO 8601: it wakes up, or whoever worked on it is overdue. */
  due?: string;
}

export type Found = Head & { id: string };

export const statuses = [
  // what a thread does now, or how it ended
  "running",
  "waiting",
  "sleeping",
  "resting",
  "stopped",
  "failed",
] as const;
export type Status = (typeof statuses)[number];

export function headOf(state: State): Head {
  const head: Head = { status: statusOf(state), updated: state.count.updated };
  const due = dueAt(state);
  if (due) head.due = due;
  return head;
}

export function statusOf(state: State): Status {
  switch (state.at) {
    case "resting":
      return state.outcome === "done" ? "resting" : state.outcome;
    case "sleeping":
      return "sleeping";
    case "waiting":
      return "waiting";
    default:
      return "running";
  }
}
