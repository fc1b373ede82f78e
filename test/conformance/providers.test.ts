import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { readJsonSync } from "fs-extra/esm";
import { beforeAll, describe, expect, test } from "vitest";
import { cli, newUser } from "../support/cli.ts";
import { deep } from "../support/deep.ts";
import { filesBelow } from "../support/folders.ts";
import { modelServer } from "../support/model-server.ts";
import { dependenciesOf, generate } from "../support/project.ts";
import { problemsOf } from "../support/wire-requests.ts";

// Every provider, with its official SDK, against a model server that others wrote: a story with people
// in it whose step holds an object, and at night the demo's too. What the server lets pass is held to each
// API's rules.

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

const assignee = { blueprint: "linear", scenario: "assignee", says: '"issue"' };
const rejection = { blueprint: "deploybot", scenario: "rejection", says: "deploy_backend" };
const stories = deep ? [assignee, rejection] : [assignee];

// Everybody's SDKs are installed once, for all of the projects.
let modules: string;
beforeAll(async () => {
  const user = newUser();
  const manifests = await Promise.all(
    Object.keys(providers).map(async (provider) => {
      const args = [provider, "--provider", provider, "--yes", "--no-install", "--no-git"];
      await cli(user, args);
      return readJsonSync(join(user.cwd, provider, "package.json"));
    }),
  );
  modules = await dependenciesOf(manifests);
});

describe.each(Object.entries(providers))("%s", (provider, settings) => {
  test.concurrent.each(stories)(
    "plays $scenario of $blueprint",
    async ({ blueprint, scenario, says }) => {
      const project = await generate(
        `--provider ${provider} --blueprint ${blueprint}`,
        {},
        modules,
      );
      const file = join(project.folder, "scenarios", `${scenario}.json`);
      const { turns } = readJsonSync(file) as { turns: { model?: object }[] };
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
    },
  );
});

describe("a key that the provider does not take, and quotes", () => {
  test.concurrent.each(Object.entries(providers))(
    "is written nowhere: %s",
    async (provider, settings) => {
      const project = await generate(`--provider ${provider} --factors core`, {}, modules);
      const refusing = createServer((_request, response) => {
        const message = `Incorrect API key provided: ${key}`;
        const type = "AccessDeniedException";
        response.writeHead(401, { "content-type": "application/json", "x-amzn-errortype": type });
        response.end(JSON.stringify({ message, error: { message, code: 401, type } }));
      });
      await new Promise<void>((resolve) => refusing.listen(0, "127.0.0.1", resolve));
      const { port } = refusing.address() as AddressInfo;
      const env = settings(`http://127.0.0.1:${port}`);
      const said = await project.npm("start", { args: ["Hello."], env });
      refusing.close();

      expect(said.code).toBe(1);
      const output = `${said.stdout}${said.stderr}`;
      expect(output).toMatch(/does not accept|_KEY/);
      const files = filesBelow(project.folder).filter((file) => !file.startsWith("node_modules"));
      expect(files.some((file) => file.startsWith("threads/"))).toBe(true);
      const texts = files.map((file) => readFileSync(join(project.folder, file), "utf8"));
      for (const text of [output, ...texts]) expect(text).not.toContain(key);
    },
  );
});
