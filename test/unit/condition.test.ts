import { expect, test } from "vitest";
import { applies, type Condition } from "../../src/packs/manifest/condition.ts";

const facts = {
  "options.ci": "gitlab",
  "options.docker": "true",
  "options.debug": "",
  provider: "openai",
  "provider.api": "responses",
  license: "MIT",
  factors: ["1", "6", "7"],
};

const cases: [Condition | undefined, boolean][] = [
  [undefined, true],
  [{}, true],
  [{ provider: "openai" }, true],
  [{ provider: "ollama" }, false],
  [{ provider: "openai", license: "ISC" }, false],
  [{ provider: { in: ["ollama", "openai"] } }, true],
  [{ provider: { in: ["ollama"] } }, false],
  [{ factors: { has: 7 } }, true],
  [{ factors: { has: "7" } }, true],
  [{ factors: { has: 9 } }, false],
  [{ store: "sqlite" }, false],
  [{ not: { store: "sqlite" } }, true],
  [{ not: { factors: { has: 6 } } }, false],
  [{ all: [{ factors: { has: 6 } }, { factors: { has: 7 } }] }, true],
  [{ all: [{ factors: { has: 6 } }, { factors: { has: 9 } }] }, false],
  [{ any: [{ factors: { has: 9 } }, { license: "MIT" }] }, true],
  [{ any: [{ factors: { has: 9 } }, { license: "ISC" }] }, false],
  [{ license: "MIT", any: [{ factors: { has: 9 } }] }, false],
  [{ options: { ci: "gitlab" } }, true],
  [{ options: { ci: "github" } }, false],
  [{ options: { ci: { in: ["github", "gitlab"] }, docker: true } }, true],
  [{ options: { docker: false } }, false],
  [{ options: { debug: false } }, true],
  [{ options: { nope: false } }, false],
  [{ not: { options: { docker: true } } }, false],
  [{ provider: "openai", options: { ci: "github" } }, false],
  [{ facts: { "provider.api": "responses" } }, true],
  [{ facts: { "provider.api": { in: ["chat-completions"] } } }, false],
  [{ facts: { "provider.wire": "event-stream" } }, false],
  [{ constructor: "x" }, false],
];

test.each(cases)("%j is %s", (condition, expected) => {
  expect(applies(condition, facts)).toBe(expected);
});
