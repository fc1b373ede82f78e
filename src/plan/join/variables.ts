import type { Conflict } from "../../words/errors.ts";
import { disagreement } from "./objects.ts";
import type { Joined, Part } from "./part.ts";

/** .env.example by variable; each with the comment lines above it. */
export function joinVariables(path: string, parts: readonly Part[]): Joined {
  const known = new Map<string, { from: string; line: string }>();
  const blocks: string[] = [];
  const conflicts: Conflict[] = [];
  for (const part of parts) {
    let comments: string[] = [];
    for (const line of part.text.split("\n")) {
      const name = /^#?\s?([A-Z][A-Z0-9_]*)=/u.exec(line)?.[1];
      if (name === undefined) {
        if (line.trim() !== "") comments.push(line);
        continue;
      }
      const earlier = known.get(name);
      if (earlier === undefined) {
        blocks.push([...comments, line].join("\n"));
        known.set(name, { from: part.from, line });
      } else if (earlier.line !== line) {
        conflicts.push(disagreement(path, name, [earlier.from, part.from]));
      }
      comments = [];
    }
    if (comments.length > 0) blocks.push(comments.join("\n"));
  }
  return { text: `${blocks.join("\n\n")}\n`, conflicts };
}
