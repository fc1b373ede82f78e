import { describe, expect, test } from "vitest";
import { generate } from "../support/project.ts";

// Against the providers themselves, for whoever has a key: `OPENAI_API_KEY=... npm run test:live`. It
// costs a few cents. What a model says is free; what must hold of a story has to hold.

/** What has to be set for a provider, which its project then reads. */
const settings: Record<string, readonly string[]> = {
  openai: ["OPENAI_API_KEY"],
  anthropic: ["ANTHROPIC_API_KEY"],
  google: ["GEMINI_API_KEY"],
  mistral: ["MISTRAL_API_KEY"],
  bedrock: ["AWS_REGION"],
  azure: ["AZURE_OPENAI_API_KEY", "AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_DEPLOYMENT"],
  openrouter: ["OPENROUTER_API_KEY"],
  groq: ["GROQ_API_KEY"],
  ollama: ["OLLAMA_HOST"],
  "openai-compatible": ["OPENAI_BASE_URL", "MODEL"],
};

describe.each(Object.entries(settings))("%s", (provider, needed) => {
  const missing = needed.filter((name) => !process.env[name]);
  const why = missing.length === 0 ? "" : ` (not run: ${missing.join(", ")} is not set)`;
  test.skipIf(missing.length > 0).each([
    ["linear", "assignee"],
    ["calculator", "demo"],
  ])(`holds to its stories: %s, %s${why}`, async (blueprint, scenario) => {
    const { env } = process;
    const project = await generate(`--provider ${provider} --blueprint ${blueprint}`);
    const played = await project.npm("scenario", { args: [scenario, "--live"], env });
    expect(`${played.stdout}${played.stderr}`).toContain("1 of 1 went");
    expect(played.code).toBe(0);
  });
});
