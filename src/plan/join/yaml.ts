import type { Joins } from "../../packs/manifest/pack.ts";
import { UserError } from "../../words/errors.ts";
import { joinObjects, readSources } from "./objects.ts";
import type { Joined, Part } from "./part.ts";

/** Workflows and compose files by key, on top of the first layer's own lines and comments. */
export function joinYaml(path: string, parts: readonly Part[], joins?: Joins): Joined {
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0) return { text: first?.text ?? "", conflicts: [] };
  if (joins === undefined) throw new Error(`"${path}" is joined only beside a foreign pack.`);
  const { sources, conflicts } = readSources(path, parts, joins.readYaml);
  const joined = joinObjects(path, sources);
  const all = [...conflicts, ...joined.conflicts];
  if (all.length > 0) return { text: first.text, conflicts: all };
  return { text: extended(path, first, joined.value, joins), conflicts: [] };
}

function extended(path: string, first: Part, value: object, joins: Joins): string {
  try {
    return joins.extendYaml(first.text, value);
  } catch (error) {
    throw new UserError(
      {
        code: "join_unreadable",
        message: `Layer ${first.from} brings a ${path} that cannot be joined.`,
        fix: "Write it as one plain object.",
      },
      { cause: error },
    );
  }
}
