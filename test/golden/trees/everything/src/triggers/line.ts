import type { WriteStream } from "node:tty";

import pc from "picocolors";

import type { World } from "../world.ts";

/** The last line of a terminal, where a reply is seen while it comes. It makes way for the event that the reply becomes. */
export interface Line {
  hear: NonNullable<World["hear"]>;
  /** The same, after the line is empty again. */
  before(saw: World["saw"]): World["saw"];
}

export function openLine(out: Pick<WriteStream, "isTTY" | "columns" | "write">): Line {
  let heard = "";
  const show = (text: string) => out.isTTY && out.write(`\r\u001b[2K${pc.dim(text)}`);
  return {
    hear(_thread, text) {
      heard = text === null ? "" : (heard + text.replaceAll(/[\p{C}\s]+/gu, " ")).slice(-1000);
      show([...heard].slice(1 - (out.columns || 80)).join(""));
    },
    before: (saw) => (thread, events) => {
      if (heard) show("");
      heard = "";
      saw(thread, events);
    },
  };
}
