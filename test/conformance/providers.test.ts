import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { modelServer } from "../support/model-server.ts";
import { generate } from "../support/project.ts";
import { problemsOf } from "../support/wire-requests.ts";

// Every provider, with its official SDK, against a model server that others wrote: a whole story with
// people in it, and one whose step holds an object. What the server lets pass is held to each API's rules.

const key = "sk-planted-key-of-the-conformance-test";

/** Where the model server stands for each provider, and the key that it wants. */
const providers: Record<string, (url: string) => Record<string, string>> = {
  openai: (url) => ({ OPENAI_API_KEY: key, OPENAI_BASE_URL: `${url}/v1` }),
  anthropic: (url) => ({ ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: url }),
  google: (url) => ({ GEMINI_API_KEY: key, GOOGLE_GEMINI_BASE_URL: url }),
  ollama: (url) => ({ OLLAMA_HOST: url }),
  mistral: (url) => ({ MISTRAL_API_KEY: key, MISTRAL_BASE_URL: url }),
  bedrock: (url) => ({
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
    AWS_SECRET_ACCESS_KEY: key,
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: url,
  }),
  azure: (url) => ({
    AZURE_OPENAI_API_KEY: key,
    AZURE_OPENAI_ENDPOINT: url,
    AZURE_OPENAI_DEPLOYMENT: "our-deployment",
  }),
  openrouter: (url) => ({ OPENROUTER_API_KEY: key, OPENROUTER_BASE_URL: `${url}/api/v1` }),
  groq: (url) => ({ GROQ_API_KEY: key, GROQ_BASE_URL: `${url}/openai/v1` }),
  "openai-compatible": (url) => ({ OPENAI_BASE_URL: `${url}/v1` }),
};

const stories = [
  { blueprint: "deploybot", scenario: "rejection", says: "deploy_backend" },
  { blueprint: "linear", scenario: "assignee", says: '"issue"' },
];

describe.each(Object.entries(providers))("%s", (provider, settings) => {
  test.each(stories)("plays $scenario of $blueprint", async ({ blueprint, scenario, says }) => {
    const project = await generate(`--provider ${provider} --blueprint ${blueprint}`);
    const file = join(project.folder, "scenarios", `${scenario}.json`);
    const { turns } = JSON.parse(readFileSync(file, "utf8")) as { turns: { model?: object }[] };
    const steps = turns.flatMap(({ model }) => (model === undefined ? [] : [model]));
    expect(JSON.stringify(steps)).toContain(says);

    const server = await modelServer(steps);
    const args = [scenario, "--live"];
    const played = await project.npm("scenario", { args, env: settings(server.url) });
    await server.stop();
    expect(played.stdout).toContain("1 of 1 went as they are written.");
    expect(played.code).toBe(0);
    expect(`${played.stdout}${played.stderr}`).not.toContain(key);

    const requests = server.recorded();
    expect(requests).toHaveLength(steps.length);
    for (const request of requests) {
      expect(problemsOf(provider, request)).toEqual([]);
      expect(request.body).not.toContain(key);
    }
  });
});
