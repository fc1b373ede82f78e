import type { Environment, Files } from "../../host/host.ts";
import type { Entries } from "../manifest/entries.ts";
import type { Resolved } from "../manifest/pack.ts";

/** What a source gives: a pack's files, and where exactly they came from. */
export interface Sourced {
  readonly entries: Entries;
  readonly resolved: Resolved;
}

/** What a source may use of the world. */
export interface SourceHost {
  readonly files: Files;
  readonly environment: Pick<Environment, "cwd" | "env" | "platform">;
  readonly signal: AbortSignal;
}
