import { expect, it } from "vitest";

import { threadToPrompt } from "../src/context.ts";
import { filtered } from "../src/filter.ts";
import { redact } from "../src/redact.ts";
import { launch, testWorld, typesOf } from "./support.ts";

it("a credential in a thread is kept there, and no model reads it", async () => {
  const world = testWorld({ says: [{ intent: "done", message: "No." }] });
  const data = { text: "use sk-live1234567890", login: [{ user: "ada", password: "hunter2" }] };
  const id = await launch(world, data);
  await world.threads.go(id);

  const prompt = JSON.stringify(world.requests);
  expect(prompt).toContain("ada");
  expect(prompt).not.toMatch(/sk-live|hunter2/);
  const { thread } = await world.threads.get(id);
  expect(thread.events[0]).toMatchObject({ data });
  expect(await typesOf(world, id)).toEqual(["launched", "step_chosen", "stopped"]);
});

it.each([
  ["sk-proj-abcdefgh12345678 is mine", "[redacted] is mine"],
  ["Authorization: Bearer abcdefgh.ijklmnop", "Authorization: Bearer [redacted]"],
  ["postgres://ada:s3cret@db/prod", "postgres://ada:[redacted]@db/prod"],
  ['{"api_key": "abcd1234"}', '{"api_key": "[redacted]"}'],
  ["password: token: abcd1234", "password: token: [redacted]"],
  ["the token is in the vault", "the token is in the vault"],
])("%s becomes %s", (text, shown) => {
  expect(redact(text)).toBe(shown);
});

it.each([" ", "token ", "bearer ", "://", "://a:"])(
  "a long text of %j alone is read once, so that no message keeps the server busy",
  (part) => {
    const text = `${part.repeat(100_000)}x`;
    expect(redact(text)).toBe(text);
  },
);

it("what is looked through again is the same, so that the entries of a prompt stay as they were", async () => {
  const world = testWorld({ says: [{ intent: "done", message: "Done." }] });
  const { thread } = await world.threads.get(await launch(world, "token=abcdefgh"));
  const first = threadToPrompt(filtered(thread));
  expect(threadToPrompt(filtered(thread))).toEqual(first);
  expect(JSON.stringify(first)).toContain("token=[redacted]");
});
