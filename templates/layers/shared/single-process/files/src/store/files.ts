import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Thread } from "../thread.ts";
import type { Store } from "./store.ts";

/** One JSON file a thread: easy to read, to copy, and to change by hand. */
export function files(directory: string): Store {
  const path = (id: string) => join(directory, `${encodeURIComponent(id)}.json`);
  return {
    async load(id) {
      try {
        return JSON.parse(await readFile(path(id), "utf8")) as Thread;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
    },
    async list() {
      const names = await readdir(directory).catch(() => []);
      const whole = names.filter((name) => name.endsWith(".json"));
      return whole.map((name) => decodeURIComponent(name.slice(0, -".json".length)));
    },
    /** Written aside and renamed, so that the file is whole at any moment. */
    async save(thread) {
      await mkdir(directory, { recursive: true });
      await writeFile(`${path(thread.id)}.new`, `${JSON.stringify(thread, null, 2)}\n`);
      await rename(`${path(thread.id)}.new`, path(thread.id));
    },
  };
}
