import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { modelServer, strictModeProblems } from "../../support/model-server.ts";
import type { ModelServer } from "../../support/model-server.ts";
import { generate, serve } from "../../support/project.ts";
import type { Project, Service } from "../../support/project.ts";

// The provider `openai` against a model server that others wrote, over HTTP: launched, paused for an
// approval, killed, started again, approved, done.

const frontend = { intent: "deploy_frontend", tag: "v1.2.3", environment: "production" };
const backend = { intent: "deploy_backend", tag: "v1.2.3", environment: "production" };
const finished = { intent: "done_for_now", message: "Both are out." };

let project: Project;
let model: ModelServer;
let service: Service;

beforeAll(async () => {
  project = await generate("--provider openai");
  model = await modelServer([frontend, backend, frontend, finished]);
  service = await serve(project, model.env);
});
afterAll(() => model.stop());

describe("one thread, from launch to rest", () => {
  let id: string;
  let request: string;

  test("is accepted at once and pauses before what needs a person", async () => {
    const message = "Please deploy the front end, v1.2.3.";
    const launched = await service.call("POST", "/threads", { message });
    expect(launched).toMatchObject({ status: 202, body: { id: expect.any(String) } });
    id = launched.body.id;
    expect(launched.body.url).toContain(id);

    const thread = await service.thread(id, "waiting");
    expect(thread.waiting).toMatchObject({ kind: "approval" });
    expect(JSON.stringify(thread.waiting)).toContain("v1.2.3");
    request = thread.waiting.request;
  });

  test("hears the reason when a person says no, and asks for something else", async () => {
    const path = `/threads/${id}/responses`;
    const comment = "can you deploy the backend first?";
    const rejection = { request, type: "approval", approved: false, comment };
    expect(await service.call("POST", path, rejection)).toMatchObject({ status: 202 });

    const first = request;
    const thread = await service.thread(id, "waiting");
    expect(thread.waiting.request).not.toBe(first);
    expect(JSON.stringify(thread.waiting)).toContain("deploy_backend");
    request = thread.waiting.request;
    expect(model.requests().at(-1)?.input).toContain(comment);

    const late = await service.call("POST", path, { ...rejection, approved: true });
    expect(late).toMatchObject({ status: 409, body: { error: { code: expect.any(String) } } });
  });

  test("is still there, and still waiting, after kill -9 and a restart", async () => {
    const before = (await service.call("GET", `/threads/${id}`)).body;
    service.process.signal("SIGKILL");
    await service.process.ended;
    service = await serve(project, model.env);

    const after = await service.call("GET", `/threads/${id}`);
    expect(after).toMatchObject({ status: 200, body: before });
  });

  test("goes on where it was when it is approved, and comes to rest", async () => {
    const path = `/threads/${id}/responses`;
    const hearing = hear(`${service.url}/threads/${id}/events`);
    const answers: number[] = [];
    for (const intent of ["deploy_backend", "deploy_frontend"]) {
      const thread = await service.thread(id, "waiting");
      expect(JSON.stringify(thread.waiting)).toContain(intent);
      const approval = { request: thread.waiting.request, type: "approval", approved: true };
      const replies = await Promise.all([
        service.call("POST", path, approval),
        service.call("POST", path, approval),
      ]);
      answers.push(...replies.map(({ status }) => status).toSorted());
    }
    expect(answers).toEqual([202, 409, 202, 409]);

    const thread = await service.thread(id, "resting");
    const types = thread.events.map((event: { type: string }) => event.type);
    const succeeded = types.filter((type: string) => type === "tool_succeeded");
    expect(succeeded).toHaveLength(2);
    expect(types.at(-1)).toBe("stopped");
    expect(JSON.stringify(thread.events.at(-1))).toContain(finished.message);
    const heard = await hearing.stop();
    expect(heard).toContain(JSON.stringify({ step: finished }));
  });

  test("tells what it took: tokens of every call, and dollars where the price is known", async () => {
    const { stdout } = await project.npm("usage", { args: [id] });
    const rows = stdout.split("\n").filter((line) => /^ +(\d+|all) /.test(line));
    expect(rows).toHaveLength(5);
    const inputs = rows.map((row) => Number(row.trim().split(/ +/)[1]));
    expect(inputs.at(-1)).toBe(inputs.slice(0, -1).reduce((sum, input) => sum + input));
    expect(rows[0]).toMatch(/ \d+\.\d{4} +gpt-5\.4-mini$/);
  });

  test("prints what goes over the wire, and the limits that are left out of it", async () => {
    const { stdout, stderr } = await project.npm("schema");
    const printed = JSON.parse(stdout.slice(stdout.indexOf("{")));
    expect(printed).toEqual(model.requests()[0]?.text.format.schema);
    expect(stderr).toContain("wait_for_a_while.seconds: maximum 604800");
  });

  test("asked the model four times, each time with all that went before", () => {
    const inputs = model.requests().map(({ input }) => input);
    expect(inputs).toHaveLength(4);
    const entries = inputs.map((input) => input.slice(0, input.lastIndexOf("</")));
    for (const [index, entry] of entries.slice(1).entries()) {
      expect(entry.startsWith(entries[index] ?? "nothing"), `request ${index + 1}`).toBe(true);
    }
  });

  test("sends requests that strict mode accepts", () => {
    const problems = model
      .requests()
      .flatMap(({ model: name, instructions, text }) => [
        ...(name === "" || instructions === "" ? ["a request without a model or a prompt"] : []),
        ...(text.format.type === "json_schema" && text.format.strict ? [] : ["not strict"]),
        ...strictModeProblems(text.format.schema),
      ]);
    expect(problems).toEqual([]);
  });

  test("continues with a message after it has come to rest", async () => {
    const sent = await service.call("POST", `/threads/${id}/messages`, { message: "And now?" });
    expect(sent.status).toBe(202);
  });
});

describe("the API", () => {
  test("says what does not fit with 400, what is unknown with 404, as one kind of error", async () => {
    const error = { error: { code: expect.any(String), message: expect.any(String) } };
    expect(await service.call("POST", "/threads", {})).toMatchObject({ status: 400, body: error });
    expect(await service.call("GET", "/threads/no-such")).toMatchObject({
      status: 404,
      body: error,
    });
    expect(await service.call("GET", "/nowhere")).toMatchObject({ status: 404, body: error });
  });

  test("starts one thread for one Idempotency-Key, however often it is sent", async () => {
    const key = { "idempotency-key": "the same" };
    const once = await service.call("POST", "/threads", { message: "Hello" }, key);
    const again = await service.call("POST", "/threads", { message: "Hello" }, key);
    expect(again.body.id).toBe(once.body.id);
  });

  test("is healthy", async () => {
    expect(await service.call("GET", "/healthz")).toMatchObject({ status: 200 });
  });
});

/** What the model says, as the events of a thread let it be heard, until told to stop. */
function hear(url: string) {
  const enough = new AbortController();
  let text = "";
  const listening = (async () => {
    const response = await fetch(url, { signal: enough.signal });
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
  })().catch((error: unknown) => {
    if (!enough.signal.aborted) throw error;
  });
  return {
    async stop(): Promise<string> {
      enough.abort();
      await listening;
      const deltas = [...text.matchAll(/^event: delta\ndata: (.*)$/gm)];
      return deltas.map(([, data]) => JSON.parse(data ?? "{}").text).join("");
    },
  };
}
