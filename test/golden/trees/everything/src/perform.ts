import type { Turn } from "./agent.ts";
import { chooseStep } from "./choose-step.ts";
import type { Command } from "./command.ts";
import { awaitAgent, callAgent } from "./delegate.ts";
import { requestOf } from "./humans.ts";
import { recoverTool } from "./recover.ts";
import { runPrefetch } from "./run-prefetch.ts";
import { runTool } from "./run-tool.ts";
import { fallAsleep } from "./sleep.ts";
import type { NewEvent } from "./thread.ts";

/**
 * Touches the world for one command and yields the events that come of it. Each list is saved before
 * the next line runs.
 */
export async function* perform(command: Command, turn: Turn): AsyncGenerator<NewEvent[]> {
  switch (command.do) {
    case "ask_model":
      yield* chooseStep(turn);
      return;
    case "refuse_step":
      yield [{ type: "step_refused", error: command.error }];
      return;
    case "run_tool":
      yield* runTool(command.step, turn);
      return;
    case "recover_tool":
      yield* recoverTool(turn);
      return;
    case "sleep":
      yield [fallAsleep(command, turn.world)];
      return;
    case "wake_up":
      if (turn.world.now().toISOString() >= command.until) yield [{ type: "woke_up" }];
      return;
    case "contact_human":
      yield [
        { type: "human_asked", request: requestOf(command.question, turn.state.count.events) },
      ];
      return;
    case "call_agent":
      yield [callAgent(command, turn)];
      return;
    case "await_agent":
      yield* awaitAgent(turn);
      return;
    case "prefetch":
      yield [await runPrefetch(turn)];
      return;
    case "stop":
      yield [{ type: "stopped", outcome: command.outcome, message: command.message }];
      return;
    case "pause":
      return;
  }
}
