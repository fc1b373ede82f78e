import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { bin, cliInTerminal, newUser } from "../support/cli.ts";
import type { Options, User } from "../support/cli.ts";
import { filesBelow, readTree } from "../support/folders.ts";
import { packAsking } from "../support/packs.ts";
import { must } from "../support/processes.ts";
import { keys } from "../support/terminal.ts";
import type { Screen } from "../support/terminal.ts";

const open: Screen[] = [];
afterEach(() => {
  for (const screen of open.splice(0)) screen.kill();
});

function sitDown(user: User, args: string[], options: Options = {}): Screen {
  const screen = cliInTerminal(user, args, options);
  open.push(screen);
  return screen;
}

/** The question that waits for an answer: clack marks it with a filled diamond. */
function question(text: string): string | undefined {
  const marked = text.split("\n").filter((line) => line.startsWith("◆"));
  return marked.at(-1)?.replace("◆", "").trim();
}

const answers = (text: string): number => text.split("\n").filter(isAnswered).length;
const isAnswered = (line: string): boolean => line.startsWith("◇");

/** Waits for the next question, or for the end of them all. */
async function next(screen: Screen): Promise<string | undefined> {
  const text = await screen.shows((seen) => question(seen) !== undefined || isDone(seen));
  return question(text);
}

const isDone = (text: string): boolean => /^.*cd my-agent/m.test(text);

async function answer(screen: Screen, ...pressed: string[]): Promise<void> {
  const before = answers(screen.text());
  screen.press(...pressed);
  await screen.shows((seen) => answers(seen) > before);
}

/** Takes the default of every question, and says which questions there were. */
async function takeDefaults(screen: Screen, atMost = Infinity): Promise<string[]> {
  const asked: string[] = [];
  while (asked.length < atMost) {
    const now = await next(screen);
    if (now === undefined) break;
    asked.push(now);
    await answer(screen, keys.enter);
  }
  return asked;
}

const quick = ["--no-install", "--no-git"];

describe("in a terminal", () => {
  test("the provider question says whose key is set, and the key goes nowhere", async () => {
    const secret = "sk-planted-in-the-environment";
    const user = newUser();
    user.env["ANTHROPIC_API_KEY"] = secret;
    user.env["AWS_ACCESS_KEY_ID"] = secret;
    const screen = sitDown(user, ["my-agent", "--blueprint", "blank", ...quick]);
    expect(await next(screen)).toContain("provider");
    expect(screen.text()).toContain("Anthropic (ANTHROPIC_API_KEY is set)");
    expect(screen.text()).toContain("Amazon Bedrock (AWS_ACCESS_KEY_ID is set)");
    expect(screen.text()).not.toContain("OPENAI_API_KEY is set");
    await takeDefaults(screen);
    expect(screen.text()).not.toContain(secret);
    const written = Object.values(readTree(join(user.cwd, "my-agent")));
    expect(written.length).toBeGreaterThan(50);
    for (const text of written) expect(text).not.toContain(secret);
  });

  test("every question can be answered with Enter, and the project is there", async () => {
    const user = newUser();
    const screen = sitDown(user, quick);
    const asked = await takeDefaults(screen);

    expect(await screen.exit).toBe(0);
    expect(asked.length).toBe(7);
    expect(readdirSync(user.cwd)).toEqual(["my-agent"]);
    expect(filesBelow(join(user.cwd, "my-agent"))).toContain(".12-factor/lock.json");
  });

  test("the whole conversation reads well from the first line to the last", async () => {
    const user = newUser();
    const screen = sitDown(user, quick);
    await takeDefaults(screen);
    expect(await screen.exit).toBe(0);
    const told = screen
      .text()
      .replaceAll(user.cwd, "HERE")
      .replace(/\d+ files/, "N files");
    expect(told).toMatchSnapshot();
  });

  test("asks only what no flag has said", async () => {
    const user = newUser();
    const flags = "--blueprint deploybot --factors all --context-format xml --license MIT";
    const said = [...flags.split(" "), "--package-manager", "npm"];
    const screen = sitDown(user, ["my-agent", ...said, ...quick]);
    expect(await takeDefaults(screen)).toHaveLength(1);
    expect(await screen.exit).toBe(0);
    expect(screen.text()).toContain("OpenAI");
  });

  test("answers typed and picked by key end up in the project", async () => {
    const user = newUser();
    const flags = "--blueprint deploybot --context-format xml --license MIT".split(" ");
    const screen = sitDown(user, [...flags, ...quick]);
    await next(screen);
    await answer(screen, ..."robot", keys.enter);
    await next(screen);
    await answer(screen, keys.enter);
    // The layers are all ticked; a space takes the first one away.
    await next(screen);
    await answer(screen, keys.space, keys.enter);
    await next(screen);
    await answer(screen, keys.enter);
    expect(await screen.exit).toBe(0);

    expect(readdirSync(user.cwd)).toEqual(["robot"]);
    expect(filesBelow(join(user.cwd, "robot"))).not.toContain("src/triggers/http.ts");
  });

  test("the command printed at the end gives the same bytes", async () => {
    const user = newUser();
    const screen = sitDown(user, [...quick, "--author", `Ada "the first" O'Neil $HOME`]);
    await takeDefaults(screen);
    expect(await screen.exit).toBe(0);

    const line = screen
      .text()
      .split("\n")
      .find((text) => text.includes("create-12-factor-agent my-agent"));
    const command = line?.slice(line.indexOf("create-12-factor-agent")) ?? "";
    expect(command).toContain("--provider openai");

    const again = newUser();
    const path = `${join(bin(), "..")}:${user.env.PATH}`;
    await must("sh", ["-c", command], { cwd: again.cwd, env: { ...again.env, PATH: path } });
    expect(readTree(again.cwd)).toEqual(readTree(user.cwd));
  });

  test("a name that is refused is asked again, with the reason, and nothing is lost", async () => {
    const user = newUser();
    mkdirSync(join(user.cwd, "taken"));
    mkdirSync(join(user.cwd, "taken", "inside"));
    const screen = sitDown(user, quick);
    await next(screen);
    screen.press(..."taken", keys.enter);
    await screen.shows("not empty");
    screen.press(keys.ctrlC);
    expect(await screen.exit).toBe(130);
    expect(readdirSync(user.cwd)).toEqual(["taken"]);
  });
});

describe("a terminal that nobody watches", () => {
  test.each([
    ["--yes", ["my-agent", "--yes", "--no-install", "--no-git"], {}, 0],
    ["--json", ["my-agent", "--json"], {}, 2],
    ["CI", ["my-agent"], { CI: "true" }, 2],
  ])("is not asked with %s", async (_name, args, env, code) => {
    const user = newUser();
    const screen = sitDown(user, args, { env });
    expect(await screen.exit).toBe(code);
    expect(question(screen.text())).toBeUndefined();
    expect(existsSync(join(user.cwd, "my-agent"))).toBe(code === 0);
  });
});

describe("Ctrl-C", () => {
  // All the questions there are, install and git included.
  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
    "at question %i leaves nothing behind and exits 130",
    async (before) => {
      const user = newUser();
      const screen = sitDown(user, []);
      expect(await takeDefaults(screen, before)).toHaveLength(before);
      expect(await next(screen)).toBeDefined();
      screen.press(keys.ctrlC);

      expect(await screen.exit).toBe(130);
      expect(readdirSync(user.cwd)).toEqual([]);
      expect(screen.text()).not.toContain("    at ");
    },
  );

  test("has been tried at every question that there is", async () => {
    const user = newUser();
    const screen = sitDown(user, []);
    const asked = await takeDefaults(screen, 8);
    expect(new Set(asked).size).toBe(8);
    const last = await next(screen);
    expect(last).toMatch(/git/i);
    screen.press(keys.ctrlC);
    expect(await screen.exit).toBe(130);
  });

  test("twice in a row is no worse than once", async () => {
    const user = newUser();
    const screen = sitDown(user, []);
    await next(screen);
    screen.press(keys.ctrlC, keys.ctrlC);
    expect(await screen.exit).toBe(130);
    expect(readdirSync(user.cwd)).toEqual([]);
  });
});

describe("the options of a pack", () => {
  const acme = () =>
    packAsking(
      {
        registry: { title: "Which registry?", type: "text", pattern: "url" },
        docker: { title: "Build an image?", type: "boolean", default: false },
        base: {
          title: "On which base?",
          type: "choice",
          choices: [
            { id: "slim", title: "Slim", hint: "Debian" },
            { id: "alpine", title: "Alpine" },
          ],
          when: { options: { docker: true } },
        },
        token: { title: "A token?", type: "text", secret: true },
      },
      {
        "layers/one/files/acme.txt.hbs":
          "{{options.registry}} {{options.docker}} {{options.base}} {{options.token}}\n",
      },
    );
  const said =
    "my-agent --provider openai --blueprint blank --factors core --context-format xml --license MIT --package-manager npm --no-git";

  test("are questions, each in its kind, and a secret is not shown", async () => {
    const user = newUser();
    const pack = acme();
    const screen = sitDown(user, [...said.split(" "), "--pack", pack]);
    expect(await next(screen)).toBe("Which registry?");
    screen.press(..."ftp", keys.enter);
    await screen.shows("Give an address that starts with https:// or http://.");
    screen.press("\u007F", "\u007F", "\u007F");
    await answer(screen, ..."https://r.dev", keys.enter);
    expect(await next(screen)).toBe("Build an image?");
    await answer(screen, keys.up, keys.enter);
    expect(await next(screen)).toBe("On which base?");
    await answer(screen, keys.down, keys.enter);
    expect(await next(screen)).toBe("A token?");
    await answer(screen, ..."s3cret", keys.enter);
    // Installing is not the default with a pack of somebody else.
    expect(await next(screen)).toBe("Install the dependencies now?");
    await answer(screen, keys.enter);
    expect(await screen.exit).toBe(0);

    expect(readTree(join(user.cwd, "my-agent"))["acme.txt"]).toBe(
      "plain\nhttps://r.dev true alpine s3cret\n",
    );
    expect(existsSync(join(user.cwd, "my-agent", "node_modules"))).toBe(false);
    expect(screen.text()).not.toContain("s3cret");
    expect(screen.text()).toContain(
      `--pack ${pack} --set acme.registry=https://r.dev --set acme.docker=true --set acme.base=alpine --set acme.token=…`,
    );
  });
});
