import { type Answers, complete, type PartialAnswers } from "../answers/answers.ts";
import { defaultAnswers } from "../answers/choices.ts";
import { quoteDirectory } from "../answers/command-line.ts";
import { withoutSecrets } from "../answers/options.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Host } from "../host/host.ts";
import { runningManager } from "../host/running-manager.ts";
import { withLock } from "../plan/lock.ts";
import { plan } from "../plan/plan.ts";
import { render } from "../plan/render.ts";
import type { UserError } from "../words/errors.ts";
import type { Tree } from "../words/tree.ts";
import { finish, type Progress } from "../write/finish.ts";
import { folderNameOf, resolveTarget } from "../write/target.ts";
import { stateOf, write } from "../write/write.ts";

export interface CreateOptions {
  readonly intoExisting: boolean;
  readonly dryRun: boolean;
  readonly verbose: boolean;
  readonly progress: Progress;
  /** What is to be told already, before anything is created. */
  readonly warnings?: readonly string[];
}

export interface Created {
  /** All but the secrets. */
  readonly answers: Answers;
  /** The options of packs that were answered with a secret, by "pack.key". */
  readonly secrets: readonly string[];
  /** The project's absolute path. */
  readonly directory: string;
  readonly tree: Tree;
  /** What to type next, from where the user is. */
  readonly next: readonly string[];
  readonly warnings: readonly string[];
  /** The project is complete, but a later step failed or was cancelled. */
  readonly failure?: UserError;
}

/** Answers become a plan, a plan becomes a tree, a tree becomes files, files get finished. */
export async function createProject(
  given: PartialAnswers,
  catalog: Catalog,
  version: string,
  host: Host,
  options: CreateOptions,
): Promise<Created> {
  const { environment, files } = host;
  const target = resolveTarget(given.directory ?? defaultAnswers.directory, environment, files);
  const completed = complete(given, catalog, {
    packageManager: runningManager(environment.env),
    folderName: folderNameOf(target, files),
  });
  const { answers } = completed;
  const warnings = [...(options.warnings ?? []), ...completed.warnings];
  stateOf(target, host, options);
  const planned = plan(answers, catalog, version);
  const tree = withLock(render(planned), planned);
  const manager = catalog.offers.packageManager.find(
    (offer) => offer.id === answers.packageManager,
  );
  if (manager === undefined) throw new Error("The answers were not checked.");
  const enter =
    target.path === environment.cwd
      ? []
      : [`cd ${quoteDirectory(target.typed, environment.platform)}`];
  const install = manager.facts["install"] ?? `${manager.id} install`;
  const nextSteps = (installed: boolean): string[] => [
    ...enter,
    ...(installed ? [] : [install]),
    `${manager.facts["run"] ?? `${manager.id} run`} demo`,
  ];
  const created = { ...withoutSecrets(answers, catalog.packs), directory: target.path, tree };
  if (options.dryRun) return { ...created, next: nextSteps(answers.install), warnings };
  await write(tree, target, host, options);
  const finished = await finish({
    ...options,
    answers,
    directory: target.path,
    manager,
    retry: [...enter, install].join(" && "),
    version,
    host,
  });
  return {
    ...created,
    next: nextSteps(finished.installed),
    warnings: [...warnings, ...finished.warnings],
    ...(finished.failure === undefined ? {} : { failure: finished.failure }),
  };
}
