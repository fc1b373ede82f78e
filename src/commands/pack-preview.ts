import { complete, merge, withFullNames } from "../answers/answers.ts";
import { readAnswersFile } from "../answers/file.ts";
import { withoutSecrets } from "../answers/options.ts";
import { loadCatalog } from "../catalog/load.ts";
import type { Host } from "../host/host.ts";
import { runningManager } from "../host/running-manager.ts";
import { specOf } from "../packs/open.ts";
import { asText } from "../plan/contents.ts";
import { withLock } from "../plan/lock.ts";
import { plan } from "../plan/plan.ts";
import { render } from "../plan/render.ts";
import { UserError } from "../words/errors.ts";
import { nearest } from "../words/nearest.ts";
import { filesOf, printTree, type Tree } from "../words/tree.ts";
import type { CreateFlags } from "./create.ts";
import { warningText } from "./report.ts";

type PreviewFlags = Pick<CreateFlags, "answers" | "answersFile" | "json">;

/** Prints the tree of a project with a pack, or one file of it, for the answers that are given. */
export async function packPreview(
  spec: string,
  file: string | undefined,
  { answers: given, answersFile, json }: PreviewFlags,
  version: string,
  host: Host,
): Promise<void> {
  const { output, environment } = host;
  const fromFile = answersFile === undefined ? {} : readAnswersFile(answersFile, host);
  const packs = [specOf(spec, host), ...(merge(given, fromFile).packs ?? [])];
  const { catalog, warnings } = await loadCatalog(packs, host);
  const said = merge(withFullNames(given, catalog), withFullNames(fromFile, catalog));
  const completed = complete({ ...said, packs, install: false }, catalog, {
    packageManager: runningManager(environment.env),
    folderName: "my-agent",
  });
  const planned = plan(completed.answers, catalog, version);
  const tree = withLock(render(planned), planned);
  for (const warning of [...warnings, ...completed.warnings]) output.err(warningText(warning));
  const text = file === undefined ? undefined : textOf(file, tree);
  if (json) {
    const { answers } = withoutSecrets(completed.answers, catalog.packs);
    const files = filesOf(tree).filter(({ path }) => file === undefined || path === file);
    const contents = text === undefined ? {} : { contents: text };
    output.out(
      `${JSON.stringify({ ok: true, command: "pack preview", answers, files, ...contents })}\n`,
    );
  } else output.out(text ?? printTree(tree));
}

function textOf(path: string, tree: Tree): string {
  const file = tree.get(path);
  if (file !== undefined) return asText(file.contents);
  const close = nearest(path, [...tree.keys()]);
  throw new UserError({
    code: "unknown_value",
    message: `With these answers the project has no file "${path}".`,
    fix: `${close === undefined ? "" : `Did you mean "${close}"? `}Leave the file out to see all of them.`,
  });
}
