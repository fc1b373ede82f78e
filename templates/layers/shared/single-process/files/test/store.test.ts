import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, it } from "vitest";

import type { Thread } from "../src/thread.ts";
import { happened, launched, openStore, temporaryFolder } from "./support.ts";

const events = happened({ clock: Date.parse("2026-03-15T10:30:00.000Z") }, [launched]);

it("gives back what was put into it, to the last character, in another process too", async () => {
  const folder = temporaryFolder();
  const data = {
    text: "\u0000 🚀 \u202e \"'`$\\ </a>\r\n\ud800",
    list: [1, null, { a: [] }],
    "": "",
  };
  const said = { type: "message_received", tag: "user_message", data, time: "2026-03-15" } as const;
  const thread: Thread = { id: "a", events: [...events, said] };
  await openStore(folder).save(thread);
  expect(await openStore(folder).load("a")).toEqual(thread);
});

it("knows what it does not have", async () => {
  expect(await openStore(temporaryFolder()).load("a")).toBeUndefined();
});

it("leaves one whole file a thread, that a person can read", async () => {
  const folder = temporaryFolder();
  const store = openStore(folder);
  for (let n = 0; n < 3; n += 1) await store.save({ id: "a", events });
  expect(readdirSync(folder)).toEqual(["a.json"]);
});

it("reads nothing outside its folder", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "secret.json"), '{"id":"secret","events":[]}');
  expect(await openStore(join(folder, "threads")).load("../secret")).toBeUndefined();
});
