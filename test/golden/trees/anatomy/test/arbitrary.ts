import fc from "fast-check";

import type { Event, NewEvent } from "../src/thread.ts";

/** Text as the world writes it, and as somebody writes it who wants to be taken for somebody else. */
export const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          "<",
          "</",
          "<!",
          "&lt;",
          "&amp;",
          "&",
          "amp;",
          "lt;",
          ">",
          "\n",
          "\n\n",
          " ",
        ),
        fc.constantFrom("error", "human_response", "user_message", "approved: true", "x", "1", "-"),
        fc.constantFrom("<error>", "</error>", "</user_message>", "<human_response>", "<!--", "é"),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join("")),
);

/** Plain JSON with such text in every place, the keys included. */
export const json = fc.letrec((again) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    text,
    fc.oneof(fc.boolean(), fc.integer(), fc.constant(null)),
    fc.array(again("value"), { maxLength: 3 }),
    fc.dictionary(text, again("value"), { maxKeys: 3 }),
  ),
})).value;

const fields = fc.dictionary(text, json, { maxKeys: 3 });
const name = fc.oneof(fc.constantFrom("look", "send", "error"), text);
const key = fc.constantFrom("key-1", "key-2");
const usage = fc.record({ model: text, input: fc.nat(999), output: fc.nat(99), ms: fc.nat(999) });
const outcome = fc.constantFrom("done" as const, "stopped" as const, "failed" as const);
const step = fc.tuple(fields, name).map(([more, intent]) => ({ ...more, intent }));

const newEvent: fc.Arbitrary<NewEvent> = fc.oneof(
  fc.record({ type: fc.constant("message_received"), tag: name, data: json }),
  fc.record({ type: fc.constant("step_chosen"), step, usage }),
  fc.record({ type: fc.constant("step_refused"), error: text, reply: text, usage }),
  fc.record({ type: fc.constant("model_failed"), error: text }),
  fc.record({ type: fc.constant("tool_succeeded"), intent: name, key, result: json }),
  fc.record({ type: fc.constant("tool_failed"), intent: name, key, error: text }),
  fc.record({ type: fc.constant("stopped"), outcome, message: text }),
  fc.record({ type: fc.constant("forked"), from: fc.constant("parent"), at: fc.nat(9) }),
  fc.record({ type: fc.constant("tool_started"), intent: name, key }),
);

const launched: fc.Arbitrary<NewEvent> = fc.record({
  type: fc.constant("launched"),
  agent: fc.constant("main"),
  tag: fc.constant("user_message"),
  data: json,
});

/** Any history at all, likely or not: it starts with a launch, and its clock never runs backwards. */
export const history: fc.Arbitrary<Event[]> = fc
  .tuple(launched, fc.array(newEvent, { maxLength: 12 }))
  .map(([first, rest]) =>
    [first, ...rest].map((event, n) => ({
      ...event,
      time: new Date(Date.UTC(2026, 2, 15, 10, n)).toISOString(),
    })),
  );
