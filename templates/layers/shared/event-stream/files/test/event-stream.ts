import type { Answer } from "./wire.ts";

/** Server-sent events, as the provider streams. */
export function eventStream(events: (object | string)[]): Answer {
  const lines = events.map((event) => {
    const name =
      typeof event === "object" && "type" in event ? `event: ${String(event.type)}\n` : "";
    return `${name}data: ${typeof event === "string" ? event : JSON.stringify(event)}\n\n`;
  });
  return { headers: { "content-type": "text/event-stream" }, body: lines.join("") };
}
