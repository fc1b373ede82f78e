import type { Toolbox } from "./agent.ts";
import { tagList, type Infrastructure } from "./infrastructure.ts";
import type { Step } from "./steps.ts";

/** Where the tags come from: a tool that only looks. */
export function lists(infrastructure: Infrastructure) {
  return {
    list_git_tags: {
      result: tagList,
      run: (_step, { signal }) => infrastructure.listTags(signal),
    },
  } satisfies Toolbox<Step>;
}
