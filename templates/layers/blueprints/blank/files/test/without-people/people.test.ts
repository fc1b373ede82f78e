import { expect, it } from "vitest";

import { steps } from "../src/steps.ts";

it("nobody can approve, so a public note is no choice", () => {
  const note = { intent: "save_note", text: "The tap drips.", public: true };
  expect(steps.safeParse(note).success).toBe(false);
});
