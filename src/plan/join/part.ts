import type { Conflict } from "../../words/errors.ts";

/** One layer's part of a file that several layers write by key. */
export interface Part {
  /** The layer, as messages call it. */
  readonly from: string;
  readonly text: string;
}

export interface Joined {
  readonly text: string;
  /** With any of these the text means nothing. */
  readonly conflicts: readonly Conflict[];
}
