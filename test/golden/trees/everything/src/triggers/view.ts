import type { Standing } from "../record.ts";
import { statusOf } from "../store/store.ts";

/** A thread as callers see it. */
export function view({ thread, state }: Standing) {
  const waiting = waitingFor(state);
  return { id: thread.id, status: statusOf(state), waiting, events: thread.events };
}

/** A thread in a list. */
export function summary(standing: Standing) {
  const { id, status, waiting } = view(standing);
  return { id, status, updated: standing.state.count.updated, waiting };
}

/** Whom the thread waits for, where it waits for anybody. */
function waitingFor(state: Standing["state"]) {
  if (state.at === "waiting") {
    const { id, ...question } = state.request;
    return { request: id, ...question };
  }
  if (state.at === "delegating") return { kind: "agent", thread: state.call.child };
  return null;
}
