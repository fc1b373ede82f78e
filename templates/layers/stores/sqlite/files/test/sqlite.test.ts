import { writeFileSync } from "node:fs";

import Database from "libsql";
import { expect, it } from "vitest";

import { sqlite } from "../src/store/sqlite.ts";
import { launched, openStore, plant, temporaryFolder, testWorld } from "./support.ts";

it("a thread that has lost an event is an error, and nothing is added to it", async () => {
  const folder = temporaryFolder();
  const world = testWorld({ folder });
  await plant(world, [launched, { type: "step_refused", error: "no" }]);
  const db = new Database(`${folder}/threads.db`);
  db.exec("DELETE FROM events WHERE number = 0");
  db.close();
  await expect(world.threads.go("planted")).rejects.toThrow("thread planted has lost events");
  expect(await openStore(folder).list({ limit: 9 })).toHaveLength(1);
});

it.each([
  ["is no database", "file"],
  ["is an address", "postgres://there"],
])("a file that %s is refused in one line", (_name, file) => {
  const path = `${temporaryFolder()}/${file}`;
  if (file === "file") writeFileSync(path, "words ".repeat(200));
  expect(() => sqlite(path)).toThrow(/^DATABASE_URL is .*, which cannot be opened: .*$/);
});
