import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { fold } from "../reducer.ts";
import type { Thread } from "../thread.ts";
import { headOf, type Store } from "./store.ts";

/** One JSON file a thread, for one process: easy to read, to copy, and to change by hand. */
export function files(directory: string): Store {
  const path = (id: string) => join(directory, `${id}.json`);

  /** Whole or not at all: written aside, then renamed. */
  const save = async (thread: Thread) => {
    await mkdir(directory, { recursive: true });
    const aside = `${path(thread.id)}.${process.pid}`;
    await writeFile(aside, `${JSON.stringify(thread, null, 2)}\n`);
    await rename(aside, path(thread.id));
  };

  const load = async (id: string): Promise<Thread | undefined> => {
    try {
      return JSON.parse(await readFile(path(id), "utf8")) as Thread;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  };

  return {
    load,
    async create(thread) {
      if (await load(thread.id)) return false;
      await save(thread);
      return true;
    },
    async append(id, expected, events) {
      const thread = await load(id);
      if (thread?.events.length !== expected) return false;
      await save({ id, events: [...thread.events, ...events] });
      return true;
    },
    async list({ status, after = "", limit }) {
      const names = await readdir(directory).catch(() => []);
      const ids = names.filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5));
      const found = [];
      for (const id of ids.filter((id) => id > after).toSorted()) {
        const thread = await load(id);
        const head = thread && headOf(fold(thread.events));
        if (head && (!status || head.status === status)) found.push({ id, ...head });
        if (found.length === limit) break;
      }
      return found;
    },
    async delete(id) {
      const there = (await load(id)) !== undefined;
      await rm(path(id), { force: true });
      return there;
    },
    async close() {},
  };
}
