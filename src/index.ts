import path from "node:path";
import { version } from "virtual:version";
import { type Answers, complete, type PartialAnswers } from "./answers/answers.ts";
import { defaultAnswers } from "./answers/choices.ts";
import { catalogOf } from "./catalog/catalog.ts";
import type { Host } from "./host/host.ts";
import type { Pack } from "./packs/manifest/pack.ts";
import { withLock } from "./plan/lock.ts";
import { plan as planLayers, type Plan } from "./plan/plan.ts";
import { render as renderFiles } from "./plan/render.ts";
import { type FileReport, filesOf, type Tree } from "./words/tree.ts";

export type { Answers, PartialAnswers } from "./answers/answers.ts";
export { type Conflict, UserError } from "./words/errors.ts";
export type { Condition } from "./packs/manifest/condition.ts";
export type { Option } from "./packs/manifest/option.ts";
export type { Layer, Offer, Pack, Resolved } from "./packs/manifest/pack.ts";
export type { Plan } from "./plan/plan.ts";
export type { FileReport, Tree, TreeFile } from "./words/tree.ts";

export interface CreateOptions {
  /** What a relative directory is relative to; the working directory when it is left out. */
  readonly cwd?: string;
  /** Adds to a folder that is not empty, and overwrites nothing. */
  readonly intoExisting?: boolean;
  /** Plans and renders, and writes nothing. */
  readonly dryRun?: boolean;
  /** Instead of the pack that ships with this package and those that the answers name. */
  readonly packs?: readonly Pack[];
}

export interface CreateResult {
  /** The project's absolute path. */
  readonly directory: string;
  /** Every answer, the defaults filled in; secrets are left out. */
  readonly answers: Answers;
  readonly files: readonly FileReport[];
  /** The commands to type next. */
  readonly next: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Creates a project, as the command does with `--yes`: what is not answered takes its default, and
 * installing (of our own pack's projects) and git are on unless they are turned off.
 *
 * @throws UserError when the request is wrong or the environment fails. With the code
 * `install_failed` the project is complete and stays.
 */
export async function create(
  answers: PartialAnswers,
  options: CreateOptions = {},
): Promise<CreateResult> {
  const [{ createProject }, { loadCatalog }, host] = await Promise.all([
    import("./commands/create-project.ts"),
    import("./catalog/load.ts"),
    hostIn(options.cwd),
  ]);
  const loaded =
    options.packs === undefined
      ? await loadCatalog(answers.packs ?? [], host)
      : { catalog: catalogOf(options.packs), warnings: [] };
  const created = await createProject(answers, loaded.catalog, version, host, {
    intoExisting: options.intoExisting === true,
    dryRun: options.dryRun === true,
    verbose: false,
    progress: { start: () => undefined, stop: () => undefined },
    warnings: loaded.warnings,
  });
  if (created.failure !== undefined) throw created.failure;
  const { directory, next, warnings } = created;
  return { directory, answers: created.answers, files: filesOf(created.tree), next, warnings };
}

/**
 * Decides which layers apply and who owns which file; every conflict is found here. Touches nothing.
 *
 * @throws UserError when an answer is unknown, and with everything in which packs do not fit together.
 */
export function plan(answers: PartialAnswers, packs: readonly Pack[]): Plan {
  const catalog = catalogOf(packs);
  const folderName = path.basename(
    path.resolve("/", answers.directory ?? defaultAnswers.directory),
  );
  const completed = complete(answers, catalog, { packageManager: "npm", folderName });
  return planLayers(completed.answers, catalog, version);
}

/**
 * The whole project as a value, its lock included: paths with forward slashes, in sorted order.
 * The same plan gives the same bytes on every machine.
 */
export function render(planned: Plan): Tree {
  return withLock(renderFiles(planned), planned);
}

export interface LoadPackOptions {
  /** What a relative path is relative to; the working directory when it is left out. */
  readonly cwd?: string;
  /** Where packs from elsewhere are kept, instead of the user's own cache. */
  readonly cacheFolder?: string;
  /** Takes what is in the cache, and asks neither registry nor repository. */
  readonly offline?: boolean;
  /** Is told what went less than well: an old copy was used, or none could be kept. */
  readonly onWarning?: (warning: string) => void;
}

/**
 * Loads a template pack for `plan` and `create` to choose from. Without a description it is the one
 * that ships with this package; others come from `./folder`, `./file.tgz`, `npm:name@range`,
 * `github:owner/repo/folder#ref`, or a git URL with `#ref` or `#ref:folder`. A registry is asked with
 * your npm, a repository with your git. Nothing in a pack is ever run.
 *
 * @throws UserError when the pack cannot be had or used: `bad_pack_spec`, `pack_not_found`,
 * `pack_unreachable`, `pack_not_cached`, `pack_changed`, `pack_damaged`, `bad_pack_archive`, `bad_pack`,
 * `git_missing`, `git_failed`, `npm_missing`, `npm_failed`
 */
export async function loadPack(spec?: string, options: LoadPackOptions = {}): Promise<Pack> {
  const own = (await import("./packs/builtin.ts")).builtinPack();
  if (spec === undefined) return own;
  const [{ loadPacks }, host] = await Promise.all([import("./packs/load.ts"), hostIn(options.cwd)]);
  const { cacheFolder, offline } = options;
  const { packs, warnings } = await loadPacks([spec], host, {
    beside: [own],
    cacheFolder,
    offline,
  });
  for (const warning of warnings) options.onWarning?.(warning);
  const [pack] = packs;
  if (pack === undefined) throw new Error("One pack was asked for, and none came.");
  return pack;
}

async function hostIn(cwd: string | undefined): Promise<Host> {
  const { realHost } = await import("./host/host.ts");
  const host = realHost(new AbortController().signal);
  const { environment } = host;
  return { ...host, environment: { ...environment, cwd: path.resolve(cwd ?? environment.cwd) } };
}
