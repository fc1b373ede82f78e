import type { Usage } from "./model.ts";

/** The figures as numbers that can be added up: a server may send none, or anything. */
export function tidy(usage: Usage | undefined): Usage | undefined {
  if (!usage) return undefined;
  const { model, input, output, cached, reasoning, ms } = usage;
  return {
    model: typeof model === "string" ? model.slice(0, 200) : "unknown",
    input: count(input),
    output: count(output),
    cached: cached === undefined ? undefined : count(cached),
    reasoning: reasoning === undefined ? undefined : count(reasoning),
    ms: count(ms),
  };
}

function count(figure: unknown): number {
  const number = Number(figure);
  return Number.isFinite(number) ? Math.max(0, number) : 0;
}
