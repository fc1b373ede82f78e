import { UserError } from "../../words/errors.ts";
import { missingTool, sentence, unreachable } from "./problem.ts";
import { masked } from "./spec-problem.ts";
import type { NpmSpec } from "./spec.ts";
import type { ToolResult } from "./tool.ts";

const away =
  /^(?:E5\d\d|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|EPIPE|ERR_SOCKET_TIMEOUT|FETCH_ERROR)$/u;

/** Words for what npm said, by its own code. */
export function npmProblem(
  spec: NpmSpec,
  { missing, said }: Pick<ToolResult, "missing" | "said">,
  answer: object | undefined,
): UserError {
  if (missing) return missingTool("npm", spec.text);
  const { code, summary } = errorIn(answer, said);
  const { name, range, text } = spec;
  if (code === "ETARGET" || code === "ENOVERSIONS")
    return notFound(text, `${name} has no version "${range}"`, `npm view ${name} versions`);
  if (code === "E404")
    return notFound(text, `the registry has no ${name}, or not for you`, `npm view ${name}`);
  if (code === "EINTEGRITY") return badIntegrity(spec, summary);
  if (away.test(code)) return unreachable(text, summary);
  return new UserError({
    code: "npm_failed",
    message: `Pack ${text} cannot be used: npm failed. It says: ${sentence(summary)}`,
    fix: `Check that this works: npm view ${name}`,
    exit: 1,
  });
}

export function badIntegrity({ text }: NpmSpec, why: string): UserError {
  return new UserError({
    code: "pack_damaged",
    message: `Pack ${text} cannot be used: its archive is not the one that was published: ${sentence(why)}`,
    fix: "Take another version, and tell whoever runs the registry.",
  });
}

function notFound(pack: string, why: string, command: string): UserError {
  return new UserError({
    code: "pack_not_found",
    message: `Pack ${pack} cannot be used: ${why}.`,
    fix: `Look for it with: ${command}`,
  });
}

/** npm says it as JSON; when it is not even able to, in lines such as `npm error code E404`. */
function errorIn(answer: object | undefined, said: string): { code: string; summary: string } {
  const error = (answer as { error?: { code?: unknown; summary?: unknown } } | undefined)?.error;
  const code = typeof error?.code === "string" ? error.code : /\bcode (\w+)/u.exec(said)?.[1];
  const summary = typeof error?.summary === "string" ? error.summary.trim() : said;
  return { code: code ?? "", summary: masked(summary.split("\n")[0] ?? "") };
}
