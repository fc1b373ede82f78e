import { mkdirSync } from "node:fs";
import { dirname } from "node:path";

import Database from "libsql";

import { UserError } from "../user-error.ts";
import type { Event } from "../thread.ts";
import type { Found, Store } from "./store.ts";

const schema = `
  CREATE TABLE IF NOT EXISTS threads (
    id TEXT PRIMARY KEY, length INTEGER NOT NULL, status TEXT NOT NULL, updated TEXT NOT NULL, due TEXT
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS threads_due ON threads (due) WHERE due IS NOT NULL;
  CREATE TABLE IF NOT EXISTS events (
    thread TEXT NOT NULL, number INTEGER NOT NULL, event TEXT NOT NULL, PRIMARY KEY (thread, number)
  ) WITHOUT ROWID;`;

/**
 * One file, shared by a few processes of one machine. `normal` survives any death of the process, and may
 * miss the last events after a power loss; `full` waits for the disk at every append.
 */
export function sqlite(path: string, sync = "normal"): Store {
  if (sync !== "normal" && sync !== "full")
    throw new UserError(`SQLITE_SYNC is ${sync}: set it to normal or full.`);
  const db = openFile(path, `PRAGMA synchronous = ${sync}; ${schema}`);

  const insertThread = db.prepare("INSERT OR IGNORE INTO threads VALUES (?, ?, ?, ?, ?)");
  const moveHead = db.prepare(
    "UPDATE threads SET length = ?, status = ?, updated = ?, due = ? WHERE id = ? AND length = ?",
  );
  const insertEvent = db.prepare("INSERT INTO events VALUES (?, ?, ?)");
  const selectEvents = db.prepare(
    "SELECT length, event FROM events JOIN threads ON id = thread WHERE id = ? ORDER BY number",
  );
  const deleteThread = db.prepare("DELETE FROM threads WHERE id = ?");
  const deleteEvents = db.prepare("DELETE FROM events WHERE thread = ?");

  /** Writes when `claim` changes a row, and nothing otherwise. IMMEDIATE takes the lock before it looks. */
  const write = (claim: () => { changes: number }, rest: () => void): boolean => {
    db.exec("BEGIN IMMEDIATE");
    try {
      const claimed = claim().changes === 1;
      if (claimed) rest();
      db.exec("COMMIT");
      return claimed;
    } catch (error) {
      if (db.inTransaction) db.exec("ROLLBACK"); // a full disk has ended it already
      throw error;
    }
  };

  const insertEvents = (id: string, from: number, events: Event[]) => {
    events.forEach((event, n) => insertEvent.run(id, from + n, JSON.stringify(event)));
  };

  return {
    async create({ id, events }, head) {
      const row = [id, events.length, head.status, head.updated, head.due ?? null];
      return write(
        () => insertThread.run(...row),
        () => insertEvents(id, 0, events),
      );
    },
    async load(id) {
      const rows = selectEvents.all(id) as { length: number; event: string }[];
      const [first] = rows;
      if (!first) return undefined;
      if (first.length !== rows.length) throw new Error(`thread ${id} has lost events`);
      return { id, events: rows.map(({ event }) => JSON.parse(event) as Event) };
    },
    async append(id, expected, events, head) {
      const row = [expected + events.length, head.status, head.updated, head.due ?? null];
      return write(
        () => moveHead.run(...row, id, expected),
        () => insertEvents(id, expected, events),
      );
    },
    async list({ status, dueBefore, after = "", limit }) {
      const where = ["id > ?", ...(status ? ["status = ?"] : [])].join(" AND ");
      const values = [after, ...(status ? [status] : []), limit];
      // What is due is asked for every second: `+id` keeps SQLite on the index of what is due.
      const [due, order] = dueBefore ? ["due <= ? AND +", "due"] : ["", "id"];
      const select = db.prepare(
        `SELECT id, status, updated, due FROM threads WHERE ${due}${where} ORDER BY ${order} LIMIT ?`,
      );
      const found = select.all(...(dueBefore ? [dueBefore] : []), ...values) as Row[];
      return found.map(({ due, ...head }) => (due ? { ...head, due } : head));
    },
    async delete(id) {
      return write(
        () => deleteThread.run(id),
        () => deleteEvents.run(id),
      );
    },
    async close() {
      db.close();
    },
  };
}

type Row = Omit<Found, "due"> & { due: string | null };

function openFile(path: string, setUp: string): Database.Database {
  try {
    if (path.includes("://")) throw new Error("it is not the path of a file");
    mkdirSync(dirname(path), { recursive: true });
    const db = new Database(path);
    db.exec(`PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; ${setUp}`);
    return db;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const named = path.includes("://") ? "an address" : path; // which may hold a password
    throw new UserError(`DATABASE_URL is ${named}, which cannot be opened: ${why}.`);
  }
}
