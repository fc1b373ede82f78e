import type { Thread } from "./thread.ts";

/** What has come of the last message: what a pipeline decides by. */
export interface Progress {
  /** What was asked for. */
  task: unknown;
  /** By tool: what it returned. */
  results: Map<string, unknown>;
  /** By agent: what it said at the end, and which tools it ran. */
  agents: Map<string, { outcome: string; message: string; ran: string[] }>;
  /** What was started, and nobody here can tell how it ended. */
  unknown?: string;
}

/** A fold of its own. `harmless` names the tools that may simply be started once more. */
export function progressOf(thread: Thread, harmless: readonly string[]): Progress {
  const progress: Progress = { task: undefined, results: new Map(), agents: new Map() };
  let open: string | undefined;
  for (const event of thread.events) {
    switch (event.type) {
      case "launched":
      case "message_received":
        progress.task = event.data;
        progress.results.clear();
        progress.agents.clear();
        open = progress.unknown = undefined;
        break;
      case "tool_started":
        open = harmless.includes(event.intent) ? undefined : event.intent;
        break;
      case "agent_called":
        open = event.call.agent;
        break;
      case "tool_interrupted":
        if (!event.again) progress.unknown = event.intent;
        break;
      case "forked":
        progress.unknown ??= open;
        break;
      case "tool_succeeded":
        open = progress.unknown = undefined;
        progress.results.set(event.intent, event.result);
        break;
      case "tool_failed":
        open = undefined;
        break;
      case "agent_returned":
        open = undefined;
        progress.agents.set(event.call.agent, event);
        break;
    }
  }
  return progress;
}
