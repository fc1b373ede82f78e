import { cpSync, existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { deep } from "../../support/deep.ts";
import { temporaryFolder } from "../../support/folders.ts";
import { freePort, generate, npmCache } from "../../support/project.ts";
import { must, start } from "../../support/processes.ts";

const secrets = { AGENT_TOKEN: "a secret", OPENAI_API_KEY: "a key that is not used" };

// There is not always an engine that builds images, so the steps of the Dockerfile are carried out
// in two folders: what the second stage copies must be enough to run, and SIGTERM must end it.

const passedOver = new Set(["WORKDIR", "VOLUME", "USER", "EXPOSE"]);

interface Image {
  folder: string;
  env: Record<string, string>;
  command: string[];
}

const providers = deep ? ["openai", "scripted"] : ["openai"];

test.each(providers)("with provider %s the image holds all that the server needs", async (id) => {
  const project = await generate(`--provider ${id}`);
  const ignored = lines(join(project.folder, ".dockerignore"));
  const context = temporaryFolder();
  cpSync(project.folder, context, {
    recursive: true,
    filter: (path) => path === project.folder || !ignored.includes(basename(path)),
  });

  const downloads = { npm_config_cache: await npmCache(), npm_config_prefer_offline: "true" };
  const env = { ...project.user.env, ...downloads };
  const image = await build(readFileSync(join(context, "Dockerfile"), "utf8"), context, env);
  expect(existsSync(join(image.folder, "node_modules", "zod"))).toBe(true);
  expect(existsSync(join(image.folder, "node_modules", "vitest"))).toBe(false);

  const port = await freePort();
  const [program = "", ...args] = image.command;
  const server = start(program, args, {
    cwd: image.folder,
    env: { ...env, ...image.env, PORT: `${port}`, HOST: "127.0.0.1", ...secrets },
  });
  await server.says(/listening/i);
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  server.signal("SIGTERM");
  expect(await server.ended).toMatchObject({ code: 0 });
});

async function build(dockerfile: string, context: string, env: NodeJS.ProcessEnv): Promise<Image> {
  const stages = new Map<string, string>();
  let image: Image = { folder: "", env: {}, command: [] };
  for (const [, instruction = "", rest = ""] of dockerfile.matchAll(/^([A-Z]+) (.*)$/gm)) {
    switch (instruction) {
      case "FROM":
        image = { folder: temporaryFolder(), env: {}, command: [] };
        stages.set(/ AS (\w+)$/.exec(rest)?.[1] ?? "last", image.folder);
        break;
      case "ENV": {
        const [name = "", value = ""] = rest.split("=");
        image.env[name] = value;
        break;
      }
      case "COPY": {
        const [, stage, from = "", to = ""] = /^(?:--from=(\w+) )?(\S+) (\S+)$/.exec(rest) ?? [];
        const root = stage === undefined ? context : stages.get(stage);
        const source = join(root ?? "", from.replace(/^\/app/, ""));
        const target = join(
          image.folder,
          to,
          to.endsWith("/") && from !== "." ? basename(from) : "",
        );
        cpSync(source, target, { recursive: true, verbatimSymlinks: true });
        break;
      }
      case "RUN": {
        // The user of the image is not one of this machine.
        const command = rest.replace(/ && chown node \w+$/, "");
        const inside = { cwd: image.folder, env: { ...env, ...image.env }, limit: 300_000 };
        await must("sh", ["-c", command], inside);
        break;
      }
      case "CMD":
        image.command = JSON.parse(rest);
        break;
      default:
        if (!passedOver.has(instruction)) throw new Error(`What does ${instruction} do?`);
    }
  }
  return image;
}

function lines(file: string): string[] {
  return readFileSync(file, "utf8").trim().split("\n");
}
