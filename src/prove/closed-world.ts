import type { Answers } from "../answers/answers.ts";
import type { Tree } from "../words/tree.ts";

/** A generated project's files as text, by path. */
export type Texts = ReadonlyMap<string, string>;

export function textsOf(tree: Tree): Texts {
  const decoder = new TextDecoder();
  return new Map(
    [...tree].map(([path, { contents }]) => [
      path,
      typeof contents === "string" ? contents : decoder.decode(contents),
    ]),
  );
}

export interface Choice {
  readonly answers: Answers;
  /** How the package manager runs a script: "npm run". */
  readonly run: string;
}

/** What a project names that it does not have, or has and does not name. */
export function faultsIn(texts: Texts, choice: Choice): string[] {
  const shapes = [...texts].flatMap(([path, text]) =>
    shapeFaults(text).map((fault) => `${path}: ${fault}`),
  );
  return [
    ...shapes,
    ...[variables, scripts, flags, paths, links, named].flatMap((check) => check(texts, choice)),
  ];
}

function shapeFaults(text: string): string[] {
  return [
    ...(/(?<!\$)\{\{/.test(text) ? ["a template tag is left"] : []),
    ...(/[ \t\r]$/m.test(text) ? ["white space at the end of a line"] : []),
    ...(/[^\n]\n$/.test(text) ? [] : ["does not end with one newline"]),
  ];
}

// What the system sets, not the owner.
const systemVariables = new Set(["USER", "PATH"]);

function variables(texts: Texts): string[] {
  const code = codeOf(texts);
  const reading = /\b(?:env(?:\?)?(?:\.|\[")|\w+From\(env, ")([A-Z][A-Z0-9_]*)/g;
  const read = matches(code, reading).filter((name) => !systemVariables.has(name));
  const offered = matches(textOf(texts, ".env.example"), /^([A-Z][A-Z0-9_]*)=/gm);
  const settings = /^## Settings\n(.*?)(?=^## |$(?![\s\S]))/ms.exec(textOf(texts, "README.md"));
  const told = matches(settings?.[1] ?? "", /`([A-Z][A-Z0-9_]+)`/g);
  return [
    ...differences("variable", read, "the code", offered, ".env.example"),
    ...differences("variable", offered, ".env.example", told, "README.md's Settings"),
  ];
}

function scripts(texts: Texts, { run }: Choice): string[] {
  const have = Object.entries(manifestOf(texts).scripts);
  const names = have.map(([name]) => name);
  const readme = textOf(texts, "README.md");
  const told = spansOf(readme).map((span) => span.split(" ")[0] ?? "");
  const docs = ["README.md", "AGENTS.md", "Dockerfile", ".github/workflows/ci.yml"];
  const runs = docs.flatMap((path) =>
    matches(textOf(texts, path), new RegExp(`(?<![\\w-])${run} ([a-z][a-z:-]*)`, "g")).map(
      (name) => [path, name] as const,
    ),
  );
  return [
    ...names
      .filter((name) => !told.includes(name) && !readme.includes(`${run} ${name}`))
      .map((name) => `script ${name} is not named in README.md`),
    ...runs
      .filter(([, name]) => !names.includes(name))
      .map(([path, name]) => `${path} names the script ${name}, which does not exist`),
    ...have.flatMap(([name, script]) =>
      matches(script, /node dist\/([\w./-]+)\.js/g)
        .filter((entry) => !texts.has(`${entry}.ts`))
        .map((entry) => `script ${name} starts ${entry}.ts, which does not exist`),
    ),
  ];
}

// Flags of the tools that scripts start.
const toolFlags = new Set(["update"]);

function flags(texts: Texts): string[] {
  const programs = [...texts].filter(([path, text]) => isCode(path) && text.includes("parseArgs("));
  const taken = programs.flatMap(([, text]) =>
    matches(text, /"?([\w-]+)"?: \{ type: "(?:boolean|string)"/g),
  );
  const told = matches(textOf(texts, "README.md"), /(?<=[\s`])--([a-z][a-z-]+)/g).filter(
    (flag) => !toolFlags.has(flag),
  );
  return differences("flag", taken, "the code", told, "README.md");
}

/** Every path of ours that some text names is a file, a folder, or something that is not committed. */
function paths(texts: Texts): string[] {
  const ignored = textOf(texts, ".gitignore").split("\n");
  const exists = (path: string): boolean =>
    texts.has(path) ||
    [...texts.keys()].some((file) => file.startsWith(path.endsWith("/") ? path : `${path}/`)) ||
    ignored.some((line) => line !== "" && path.startsWith(line));
  const documents = [...texts.keys()].filter((path) => path.endsWith(".md"));
  const inCode = [...texts.keys()].filter(isCode);
  const written = /(?<![\w./-])(?:src|test|scenarios)\/(?:[\w-]+[./])*[\w-]*/g;
  return [
    ...documents.flatMap((path) => {
      const whole = spansOf(textOf(texts, path)).filter((span) =>
        /^\.?[\w-]+(\/[\w.-]+)*\.(ts|json|example|md)$/.test(span),
      );
      return [...whole.filter((span) => !isLockFile(span)), ...found(texts, path, written)].map(
        (name) => [path, name] as const,
      );
    }),
    ...inCode.flatMap((path) => found(texts, path, written).map((name) => [path, name] as const)),
  ]
    .filter(([, name]) => !exists(name))
    .map(([path, name]) => `${path} names ${name}, which does not exist`);
}

function isLockFile(name: string): boolean {
  return name === "package-lock.json" || name === "bun.lock" || name === "deno.lock";
}

function links(texts: Texts): string[] {
  return [...texts]
    .filter(([path]) => path.endsWith(".md"))
    .flatMap(([path, text]) =>
      matches(text, /\]\((?!https?:|mailto:|#)([^)#]+)/g)
        .filter((link) => !texts.has(link.replace(/^\.\//, "")))
        .map((link) => `${path} links to ${link}, which does not exist`),
    );
}

function named(texts: Texts, { answers }: Choice): string[] {
  const { name, license } = manifestOf(texts);
  return [
    ...(name === answers.name ? [] : [`package.json has the name ${name}`]),
    ...(license === answers.license ? [] : [`package.json has the license ${license}`]),
  ];
}

interface Manifest {
  readonly name: string;
  readonly license: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export function manifestOf(texts: Texts): Manifest {
  return JSON.parse(textOf(texts, "package.json")) as Manifest;
}

function isCode(path: string): boolean {
  return /^(src|scenarios)\/.*\.ts$/.test(path);
}

function codeOf(texts: Texts): string {
  return [...texts]
    .filter(([path]) => isCode(path))
    .map(([, text]) => text)
    .join("\n");
}

export function textOf(texts: Texts, path: string): string {
  const text = texts.get(path);
  if (text === undefined) throw new Error(`There is no ${path}.`);
  return text;
}

function spansOf(markdown: string): string[] {
  return matches(markdown, /`([^`\n]+)`/g);
}

function found(texts: Texts, path: string, pattern: RegExp): string[] {
  return [...textOf(texts, path).matchAll(pattern)].map(([whole]) => whole.replace(/\.$/u, ""));
}

function matches(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].flatMap((match) => match[1] ?? []))];
}

function differences(
  what: string,
  left: readonly string[],
  leftName: string,
  right: readonly string[],
  rightName: string,
): string[] {
  return [
    ...left
      .filter((one) => !right.includes(one))
      .map((one) => `${what} ${one} is in ${leftName}, and not in ${rightName}`),
    ...right
      .filter((one) => !left.includes(one))
      .map((one) => `${what} ${one} is in ${rightName}, and not in ${leftName}`),
  ];
}
