import { describe, expect, it } from "vitest";

import { plan } from "../src/pipeline.ts";
import type { NewEvent } from "../src/thread.ts";

const launched: NewEvent = {
  type: "launched",
  agent: "pipeline",
  tag: "user_message",
  data: "Note that the tap drips.",
};
const call = (agent: string) => ({ agent, message: "…", child: "a.1" });
const returned = (agent: string, message: string, ...ran: string[]): NewEvent => ({
  type: "agent_returned",
  call: call(agent),
  outcome: "done",
  message,
  ran,
});
const listed = (...texts: string[]): NewEvent => ({
  type: "tool_succeeded",
  intent: "list_notes",
  key: "a:3",
  result: texts.map((text) => ({ text })),
});

function next(...events: NewEvent[]) {
  return plan({ id: "a", events: events.map((event) => ({ ...event, time: "2026-03-15" })) });
}

const kept = [launched, returned("notekeeper", "Noted.", "save_note")];

describe("a note in the pipeline", () => {
  it("is handed to the note keeper first", () => {
    expect(next(launched)).toEqual({
      intent: "call_notekeeper",
      message: "Note that the tap drips.",
    });
  });

  it("is looked for when the note keeper has done its part", () => {
    expect(next(...kept)).toEqual({ intent: "list_notes" });
  });

  it("is not called saved because the note keeper says so", () => {
    expect(next(launched, returned("notekeeper", "Noted."))).toEqual({
      intent: "finish",
      message: "No note was saved: Noted.",
    });
    expect(next(...kept, listed())).toEqual({
      intent: "finish",
      message: "A note was saved, and is not there.",
    });
  });

  it("is reviewed when it is there, and then all is done", () => {
    const found = [...kept, listed("The door squeaks.", "The tap drips.")];
    expect(next(...found)).toEqual({ intent: "call_reviewer", message: "The tap drips." });
    expect(next(...found, returned("reviewer", "It is clear."))).toEqual({
      intent: "finish",
      message: "Noted. It is clear.",
    });
  });

  it("starts anew with the next message", () => {
    const again: NewEvent = { type: "message_received", tag: "user_message", data: "One more." };
    expect(next(...kept, again)).toEqual({ intent: "call_notekeeper", message: "One more." });
  });

  it("is not saved again by a fork, when nobody knows whether it was", () => {
    const called: NewEvent = { type: "agent_called", call: call("notekeeper") };
    expect(next(launched, called, { type: "forked", from: "a", at: 2 })).toMatchObject({
      intent: "finish",
      message: expect.stringContaining("not known what came of notekeeper"),
    });
  });
});
