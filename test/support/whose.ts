import type { TreeFile } from "../../src/words/tree.ts";

const yours = ["prompt", "scenarios", "windows", "filter", "context", "summarise"];
const paths = new Set(yours.map((name) => `test/${name}.test.ts`));

/**
 * Whether a test of a generated project is its owner's: about prompt, context, policy, tools, scenarios.
 * The others prove the engine, which is the same in every blueprint.
 */
export function isYours(path: string, { from }: TreeFile): boolean {
  return paths.has(path) || from.some((layer) => layer.startsWith("blueprint"));
}
