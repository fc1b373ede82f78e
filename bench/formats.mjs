// The tokens that each context format sends, as a ratio to native messages: the input of every request
// of a thread, system prompt included, computed with the code of generated projects. Token counts are
// deterministic, so a test holds their limits. The schema of the steps, the same for all, is left out.
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { removeSync } from "fs-extra/esm";
import { Tiktoken } from "js-tiktoken/lite";
import o200k from "js-tiktoken/ranks/o200k_base";
import { rolldown } from "rolldown";

export const formats = ["xml", "compact", "json", "messages"];

const tokenizer = new Tiktoken(o200k);
const count = (text) => tokenizer.encode(text, [], []).length;

/**
 * What a message costs besides its text: OpenAI's cookbook counts 3 tokens and the values of its fields.
 * It says nothing of tool calls, so the same is counted for them: role, id, name and arguments. What a
 * provider really makes of a call is its secret. Without the 3 tokens and the role, as mere paragraphs,
 * the native messages of 200 calls are so much shorter that xml comes to 1.22 and compact to 0.65.
 */
const perMessage = 3;
const costOf = (...values) => sum([perMessage, ...values.map(count)]);

/** The ratios of each thread, by format. `bin` is the command that generates the projects. */
export async function measureFormats(bin) {
  const folder = mkdtempSync(join(tmpdir(), "create-12-factor-agent-formats-"));
  try {
    const totals = {};
    for (const format of formats) totals[format] = await totalsOf(format, bin, folder);
    const ratios = {};
    for (const name of Object.keys(threads)) {
      const of = (format) => [format, totals[format][name] / totals.messages[name]];
      ratios[name] = Object.fromEntries(formats.map(of));
    }
    return ratios;
  } finally {
    removeSync(folder);
  }
}

async function totalsOf(format, bin, folder) {
  const project = join(folder, format);
  const flags = ["--context-format", format, "--package-manager", "npm", "--yes"];
  execFileSync(process.execPath, [bin, project, ...flags, "--no-install", "--no-git"]);
  const { asText, threadToPrompt } = await load(join(project, "src", "context.ts"), folder);
  const { system, user } = await load(join(project, "src", "prompt.ts"), folder);

  const totals = {};
  for (const [name, thread] of Object.entries(threads)) {
    const isText = format !== "messages";
    const framing = user([]);
    const always =
      costOf("system", system()) +
      (isText ? costOf("user", asText(framing)) : sum(framing.map(native)));
    let total = 0;
    let sent = 0;
    let entries = 0;
    for (const [n, event] of thread.events.entries()) {
      if (event.type === "step_chosen") total += always + sent;
      const before = { id: thread.id, events: thread.events.slice(0, n + 1) };
      const written = threadToPrompt(before).slice(entries);
      entries += written.length;
      // The empty entry brings what stands between two of them.
      for (const entry of written) sent += isText ? count(asText([entry, ""])) : native(entry);
    }
    totals[name] = total;
  }
  return totals;
}

function native(entry) {
  if (typeof entry === "string") return costOf("user", entry);
  if (entry.type === "returned") return costOf("tool", entry.id, entry.text);
  return costOf("assistant", entry.id, entry.name, JSON.stringify(entry.arguments));
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The project's own file as JavaScript. What it imports from packages is found from here. */
async function load(file, folder) {
  const bundle = await rolldown({
    input: file,
    platform: "node",
    resolve: { modules: [join(import.meta.dirname, "..", "node_modules")] },
  });
  const to = join(folder, `${file.replace(/\W/g, "-")}.mjs`);
  await bundle.write({ file: to, format: "esm" });
  return import(pathToFileURL(to).href);
}

const time = "2026-03-15T10:30:00.000Z";

/** A calculator at work: two numbers and their result, then the next step. */
function calculation(steps) {
  const events = [launched("user_message", "Add these numbers up, one after the other.")];
  let value = 1;
  for (let n = 0; n < steps; n += 1) {
    const key = `a:${events.length + 1}`;
    const step = { intent: "add", a: value, b: (n * 7) % 10 };
    value = (value + step.b) % 1000;
    events.push(
      { type: "step_chosen", step, time },
      { type: "tool_started", intent: "add", key, worker: "here", deadline: time, time },
      { type: "tool_succeeded", intent: "add", key, result: value, time },
    );
  }
  const message = `The sum is ${value}.`;
  events.push({ type: "step_chosen", step: { intent: "done_for_now", message }, time });
  return { id: "a", events };
}

/** The deploybot's story: a rejected front end, an approved back end, then the front end. */
function deployment() {
  const tags = { tags: [{ name: "v1.2.3", commit: "4af9ec0", date: "2026-03-14T09:00:00Z" }] };
  const frontend = { intent: "deploy_frontend", tag: "v1.2.3", environment: "production" };
  const backend = { ...frontend, intent: "deploy_backend" };
  const events = [launched("user_message", "Please put v1.2.3 on production.")];
  const add = (event) => events.push({ ...event, time });
  const run = (intent, result) => {
    const key = `a:${events.length}`;
    add({ type: "tool_started", intent, key, worker: "here", deadline: time });
    add({ type: "tool_succeeded", intent, key, result });
  };
  const ask = (step, approved, comment) => {
    add({ type: "step_chosen", step });
    const request = `request-${events.length}`;
    const question = `Run ${step.intent}?`;
    add({ type: "human_asked", request: { id: request, kind: "approval", question, step } });
    const answer = { type: "approval", approved, comment };
    add({ type: "human_answered", request, kind: "approval", answer, user: "ada" });
  };
  add({ type: "step_chosen", step: { intent: "list_git_tags" } });
  run("list_git_tags", tags);
  ask(frontend, false, "can you deploy the backend first?");
  ask(backend, true);
  run("deploy_backend", { status: "deployed", tag: "v1.2.3", environment: "production" });
  ask(frontend, true);
  run("deploy_frontend", { status: "deployed", tag: "v1.2.3", environment: "production" });
  add({ type: "step_chosen", step: { intent: "done_for_now", message: "Both are out." } });
  return { id: "a", events };
}

function launched(tag, data) {
  return { type: "launched", agent: "deploybot", tag, data, time };
}

const threads = {
  "10 tool calls": calculation(10),
  "50 tool calls": calculation(50),
  "200 tool calls": calculation(200),
  deploybot: deployment(),
};
