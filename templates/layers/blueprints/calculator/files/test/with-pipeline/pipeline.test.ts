import { describe, expect, it } from "vitest";

import { pipeline, plan } from "../src/pipeline.ts";
import { onTape, paper } from "../src/tape.ts";
import type { NewEvent } from "../src/thread.ts";

const launched = (data: unknown): NewEvent => ({
  type: "launched",
  agent: "pipeline",
  tag: "user_message",
  data,
});
const call = (agent: string) => ({ agent, message: "…", child: "a.2" });
const returned = (agent: string, message: string, ...ran: string[]) => ({
  type: "agent_returned" as const,
  call: call(agent),
  outcome: "done" as const,
  message,
  ran,
});
const checked = (result: number | null, calculated: boolean): NewEvent => ({
  type: "tool_succeeded",
  intent: "check_result",
  key: "a:1",
  result: { result, calculated },
});

function next(...events: NewEvent[]) {
  return plan({ id: "a", events: events.map((event) => ({ ...event, time: "2026-03-15" })) });
}

const asked = launched("3 times 4?");
const calculated = [asked, returned("calculator", "It is 12.", "multiply")];

describe("a calculation", () => {
  it("is handed to the calculator as it was asked for", () => {
    expect(next(asked)).toEqual({ intent: "call_calculator", message: "3 times 4?" });
    expect(next(launched({ Text: "3 times 4?" }))).toMatchObject({ intent: "call_calculator" });
  });

  it("is checked, and explained when the result was really calculated", () => {
    expect(next(...calculated)).toEqual({ intent: "check_result", message: "It is 12." });
    expect(next(...calculated, checked(12, true))).toEqual({
      intent: "call_explainer",
      message: "Asked for: 3 times 4?\nThe result: 12",
    });
    const explained = returned("explainer", "3 times 4 is 12.");
    expect(next(...calculated, checked(12, true), explained)).toEqual({
      intent: "finish",
      message: "12: 3 times 4 is 12.",
    });
  });

  it("keeps its checked result when nobody could explain it", () => {
    const stuck: NewEvent = { ...returned("explainer", "no words"), outcome: "failed" };
    expect(next(...calculated, checked(12, true), stuck)).toEqual({
      intent: "finish",
      message: "It is 12.",
    });
  });

  it("goes no further with a result that nothing has calculated", () => {
    expect(next(...calculated, checked(13, false))).toEqual({
      intent: "finish",
      message: "No calculation has come to this: It is 12.",
    });
  });

  it("is none when no tool has run", () => {
    expect(next(asked, returned("calculator", "It is 12."))).toEqual({
      intent: "finish",
      message: "Nothing was calculated: It is 12.",
    });
  });

  it("starts anew with the next message", () => {
    const again: NewEvent = { type: "message_received", tag: "user_message", data: "5 less 2?" };
    expect(next(...calculated, again)).toEqual({ intent: "call_calculator", message: "5 less 2?" });
  });

  it("that was forked does not call again whom the other one has called", () => {
    const forked: NewEvent = { type: "forked", from: "a", at: 2 };
    expect(next(asked, { type: "agent_called", call: call("calculator") }, forked)).toMatchObject({
      intent: "finish",
      message: expect.stringContaining("not known what came of calculator"),
    });
  });
});

describe("the check", () => {
  const signal = new AbortController().signal;
  const tape = paper();
  const check = (message: string) =>
    pipeline(tape).tools.check_result?.run(
      { intent: "check_result", message },
      { key: "b", signal },
    );

  it("looks for the last number on the tape of what tools have returned", async () => {
    const half = onTape(tape, { half: { run: async () => -2.5 } }).half;
    await half?.run({ intent: "half" }, { key: "a:1", signal });
    expect(await check("Half of -5 is -2.5.")).toEqual({ result: -2.5, calculated: true });
    expect(await check("Half of -5 is -3.")).toEqual({ result: -3, calculated: false });
    expect(await check("I do not know.")).toEqual({ result: null, calculated: false });
  });
});
