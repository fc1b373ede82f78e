/** One thing that is wrong with a pack, and where. */
export interface Problem {
  /** Its path in the pack. */
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

export function problemText({ file, line, message }: Problem): string {
  return `${file}${line === undefined ? "" : `:${line}`}: ${message}`;
}
