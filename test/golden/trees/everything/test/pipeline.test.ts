import { describe, expect, it } from "vitest";

import { plan } from "../src/pipeline.ts";
import type { NewEvent } from "../src/thread.ts";

const launched = (data: unknown): NewEvent => ({
  type: "launched",
  agent: "pipeline",
  tag: "user_message",
  data,
});
const started = (intent: string): NewEvent => ({
  type: "tool_started",
  intent,
  key: "a:1",
  worker: "here/1/a",
  deadline: "2026-03-15T10:31:00.000Z",
});
const succeeded = (intent: string, result: unknown = {}): NewEvent => ({
  type: "tool_succeeded",
  intent,
  key: "a:1",
  result,
});
const checked = (environment: string, ...failures: string[]): NewEvent =>
  succeeded(`check_${environment}`, { environment, passed: failures.length === 0, failures });
const call = (agent: string) => ({ agent, message: "…", child: "a.2" });
const returned = (agent: string, message: string, ...ran: string[]): NewEvent => ({
  type: "agent_returned",
  call: call(agent),
  outcome: "done",
  message,
  ran,
});

function next(...events: NewEvent[]) {
  return plan({ id: "a", events: events.map((event) => ({ ...event, time: "2026-03-15" })) });
}

const target = "production";
const staged = [launched("release v1.2.3"), succeeded("deploy_to_staging"), checked("staging")];
const deployed = [...staged, returned("deploybot", "v1.2.3 is out.", "deploy_backend")];

describe("a release", () => {
  it("begins with a tag", () => {
    expect(next(launched("release everything"))).toMatchObject({ intent: "finish" });
    expect(next(launched({ Text: "please release v1.2.3 today" }))).not.toMatchObject({
      intent: "finish",
    });
  });

  it("goes to staging, and no further when the check fails there", () => {
    const release = launched("release v1.2.3");
    const onStaging = succeeded("deploy_to_staging");
    expect(next(release)).toEqual({ intent: "deploy_to_staging", tag: "v1.2.3" });
    expect(next(release, onStaging)).toEqual({ intent: "check_staging" });
    expect(next(release, onStaging, checked("staging", "login is broken"))).toEqual({
      intent: "finish",
      message: "v1.2.3 went no further than staging: login is broken.",
    });
  });

  it("is handed to the deploy bot, and checked when that has done its part", () => {
    expect(next(...staged)).toEqual({
      intent: "call_deploybot",
      message: `Deploy v1.2.3 to ${target}.`,
    });
    expect(next(...deployed)).toEqual({ intent: `check_${target}` });
  });

  it("is done when the check finds nothing", () => {
    expect(next(...deployed, checked(target))).toEqual({
      intent: "finish",
      message: `v1.2.3 is out. The check of ${target} passed.`,
    });
  });

  it("is handed to the rollback agent with what was found, when the check fails", () => {
    const failed = [...deployed, checked(target, "login is broken", "search is slow")];
    const found = "login is broken; search is slow";
    const message = `v1.2.3 is out. The check of ${target} found: ${found}.`;
    expect(next(...failed)).toEqual({ intent: "call_rollback", message });
    expect(next(...failed, returned("rollback", "Back at v1.2.2."))).toEqual({
      intent: "finish",
      message: `${message} Back at v1.2.2.`,
    });
  });

  it("is not called a release because the deploy bot says so", () => {
    expect(next(...staged, returned("deploybot", "All done.", "list_git_tags"))).toEqual({
      intent: "finish",
      message: "v1.2.3 was not deployed: All done.",
    });
  });

  it("starts anew with the next message", () => {
    const again: NewEvent = { type: "message_received", tag: "user_message", data: "now v1.2.4" };
    const finished = [...deployed, checked(target)];
    const first = next(launched("v1.2.4"));
    expect(next(...finished, again)).toEqual(first);
  });
});

describe("a release that was forked", () => {
  const forked: NewEvent = { type: "forked", from: "a", at: 3 };

  it("does not do again what the other one has begun", () => {
    const called: NewEvent = { type: "agent_called", call: call("deploybot") };
    expect(next(...staged, called, forked)).toMatchObject({
      intent: "finish",
      message: expect.stringContaining("not known what came of deploybot"),
    });
    expect(next(launched("release v1.2.3"), started("deploy_to_staging"), forked)).toMatchObject({
      intent: "finish",
      message: expect.stringContaining("not known what came of deploy_to_staging"),
    });
  });

  it("looks again, since looking changes nothing", () => {
    expect(next(...deployed, started(`check_${target}`), forked)).toEqual({
      intent: `check_${target}`,
    });
  });

  it("goes on where nothing was open", () => {
    expect(next(...deployed, forked)).toEqual({ intent: `check_${target}` });
  });
});

describe("a stage that was interrupted", () => {
  const interrupted: NewEvent = {
    type: "tool_interrupted",
    intent: "deploy_to_staging",
    key: "a:1",
    again: false,
    error: "may have run",
  };
  const begun = [launched("release v1.2.3"), started("deploy_to_staging"), interrupted];

  it("and skipped is not run again by itself", () => {
    expect(next(...begun)).toMatchObject({
      intent: "finish",
      message: expect.stringContaining("not known what came of deploy_to_staging"),
    });
  });

  it("and retried counts as any other", () => {
    expect(next(...begun, succeeded("deploy_to_staging"))).toEqual(
      next(launched("release v1.2.3"), succeeded("deploy_to_staging")),
    );
  });
});
