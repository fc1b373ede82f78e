import { afterEach, expect, test } from "vitest";
import { modelServer } from "../../support/model-server.ts";
import { generate } from "../../support/project.ts";
import { openTerminal, keys } from "../../support/terminal.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const frontend = { intent: "deploy_frontend", tag: "v1.2.3", environment: "production" };
const backend = { intent: "deploy_backend", tag: "v1.2.3", environment: "production" };
const finished = { intent: "done_for_now", message: "Only the backend is out." };

test("npm start talks with the chosen provider, asks before it deploys, and takes a no", async () => {
  const project = await generate("--provider openai");
  const model = await modelServer([frontend, backend, finished]);
  closing.push(model.stop);
  const screen = openTerminal("npm", ["start", "--silent"], {
    cwd: project.folder,
    env: { ...project.user.env, ...model.env },
  });
  closing.push(() => screen.kill());

  await screen.shows(/^> $|^>$/m);
  screen.press(..."Please deploy v1.2.3.", keys.enter);
  await screen.shows(/deploy_frontend[\s\S]*y, or n/);
  screen.press(..."n can you deploy the backend first?", keys.enter);
  await screen.shows(/deploy_backend[\s\S]*y, or n/);
  screen.press("y", keys.enter);
  await screen.shows("Only the backend is out.");
  screen.press(keys.ctrlD);
  expect(await screen.exit).toBe(0);
  expect(model.requests().at(-1)?.input).toContain("can you deploy the backend first?");
});

test("npm run demo -- --interactive lets a person be the one who approves", async () => {
  const project = await generate("--provider openai");
  const screen = openTerminal("npm", ["run", "--silent", "demo", "--", "--interactive"], {
    cwd: project.folder,
    env: project.user.env,
  });
  closing.push(() => screen.kill());

  const asked = (text: string) => text.split("y, or n").length - 1;
  await screen.shows((text) => asked(text) === 1);
  screen.press(..."n can you deploy the backend first?", keys.enter);
  let answers = 1;
  const asksMore = () =>
    screen
      .shows((text) => asked(text) > answers)
      .then(
        () => true,
        () => false, // it has ended
      );
  while (await asksMore()) {
    answers += 1;
    screen.press("y", keys.enter);
  }
  expect(await screen.exit).toBe(0);
  expect(answers).toBeGreaterThan(2);
  expect(screen.text()).toMatch(
    /can you deploy the backend first\?[\s\S]*deploy_backend[\s\S]*part: backend/,
  );
});
