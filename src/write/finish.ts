import type { Answers } from "../answers/answers.ts";
import type { Command, Finished, Host } from "../host/host.ts";
import type { Offer } from "../packs/manifest/pack.ts";
import { cancelled, UserError } from "../words/errors.ts";

/**
 * What is done to a project that is complete on disk. None of it can undo the project. The install comes
 * first, so that the first commit holds the manager's lock file.
 */
export interface Finishing {
  readonly answers: Answers;
  readonly directory: string;
  readonly manager: Offer;
  readonly version: string;
  /** What the user types to install, from where the user is. */
  readonly retry: string;
  readonly verbose: boolean;
  readonly progress: Progress;
  readonly host: Host;
}

export interface Progress {
  readonly start: (title: string) => void;
  readonly stop: (title: string, good: boolean) => void;
}

export interface FinishResult {
  readonly installed: boolean;
  readonly warnings: readonly string[];
  /** A failed install, or a cancelled step: the project stays, and the exit code tells. */
  readonly failure?: UserError;
}

interface Step {
  readonly title: string;
  readonly done: string;
  readonly when: boolean;
  readonly installs?: boolean;
  /** Gives back what went wrong: a sentence is a warning, an error ends the run. */
  readonly run: () => Promise<string | UserError | undefined>;
}

export async function finish(finishing: Finishing): Promise<FinishResult> {
  const { answers, host, manager, progress } = finishing;
  const steps: readonly Step[] = [
    {
      title: `Installing with ${manager.title}`,
      done: `Installed with ${manager.title}`,
      when: answers.install,
      installs: true,
      run: () => install(finishing),
    },
    {
      title: "Making the first commit",
      done: "Made the first commit",
      when: answers.git,
      run: () => commit(finishing),
    },
  ];
  const warnings: string[] = [];
  let failure: UserError | undefined;
  let installed = false;
  for (const step of steps.filter((one) => one.when)) {
    progress.start(step.title);
    const problem = await step.run();
    const good = problem === undefined;
    progress.stop(good ? step.done : `${step.title}: not done`, good);
    if (host.signal.aborted)
      return { installed, warnings, failure: interrupted(step.title, installed, finishing) };
    installed ||= good && step.installs === true;
    if (typeof problem === "string") warnings.push(problem);
    else failure ??= problem;
  }
  return { installed, warnings, ...(failure === undefined ? {} : { failure }) };
}

function interrupted(title: string, installed: boolean, { answers, retry }: Finishing): UserError {
  return new UserError({
    code: cancelled().code,
    message: `Cancelled while ${title.toLowerCase()}. The project is complete and stays.`,
    fix: answers.install && !installed ? `Go on with: ${retry}` : "Go on with the commands below.",
    exit: 130,
  });
}

async function install(finishing: Finishing): Promise<UserError | undefined> {
  const { directory, host, manager, retry, verbose } = finishing;
  const command = manager.facts["install"] ?? `${manager.id} install`;
  const [file = manager.id, ...args] = command.split(" ");
  const result = await host.exec({ file, args, cwd: directory, env: outerless, show: verbose });
  if (result.ok || host.signal.aborted) return undefined;
  if (!verbose) host.output.err(lastLines(result.output));
  return new UserError({
    code: "install_failed",
    message: result.missing
      ? `${file} is not on this machine, so nothing was installed. The project is complete and stays.`
      : `"${command}" failed. The project is complete and stays.`,
    fix: result.missing
      ? `Install ${file}, or pick another --package-manager.`
      : `Try again with: ${retry}`,
    exit: 1,
  });
}

// npx and npm create leave their own settings in the environment; they are not about this project.
const outerless = {
  npm_config_local_prefix: undefined,
  npm_config_prefix: undefined,
  INIT_CWD: undefined,
};

async function commit(finishing: Finishing): Promise<string | undefined> {
  const git = gitIn(finishing);
  if ((await git("--version")).missing)
    return "git is not on this machine: no repository was made.";
  const around = await git("rev-parse", "--show-toplevel");
  if (around.ok)
    return `This folder is already inside the git repository ${around.output.trim()}: nothing was committed.`;
  const branch = await git("config", "init.defaultBranch");
  const started = await git("init", "--quiet", ...(branch.ok ? [] : ["--initial-branch=main"]));
  if (!started.ok) return `git init failed: ${lastLine(started)}`;
  if (!(await git("-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT")).ok) {
    return "git does not know your name and email (git config user.name, user.email): the first commit is left to you.";
  }
  // Committed byte for byte: the lock knows each file by git's own id.
  const added = await git("-c", "core.autocrlf=false", "-c", "core.safecrlf=false", "add", "--all");
  if (!added.ok) return `git add failed: ${lastLine(added)}`;
  const message = `Create with create-12-factor-agent ${finishing.version}`;
  const committed = await git(
    "commit",
    "--quiet",
    "--no-verify",
    "--no-gpg-sign",
    "--message",
    message,
  );
  return committed.ok ? undefined : `git commit failed: ${lastLine(committed)}`;
}

function gitIn(finishing: Finishing): (...args: string[]) => Promise<Finished> {
  // Set where we run inside a git hook: they would point at that repository.
  const env: Command["env"] = {
    GIT_DIR: undefined,
    GIT_WORK_TREE: undefined,
    GIT_INDEX_FILE: undefined,
  };
  const { directory, host } = finishing;
  // A folder that looks like a repository is one only where somebody says so: its config may name programs.
  const safe = ["-c", "safe.bareRepository=explicit"];
  return (...args) => host.exec({ file: "git", args: [...safe, ...args], cwd: directory, env });
}

function lastLine(result: Finished): string {
  return result.output.trim().split("\n").at(-1) ?? "";
}

function lastLines(output: string): string {
  const lines = output.trimEnd().split("\n").slice(-20);
  return `${lines.map((line) => `  ${line}`).join("\n")}\n`;
}
