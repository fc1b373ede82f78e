import type { Joins } from "../../packs/manifest/pack.ts";
import { messageOf } from "../../words/errors.ts";
import { isJoined, isPackage, isYaml, join } from "./join.ts";
import { lifecycleIn } from "./lifecycle.ts";

/** What is wrong with a file that will be joined, before there is anything to join it with. */
export function faultsAlone(path: string, text: string, joins: Joins): string[] {
  if (!isJoined(path, joins)) return [];
  const scripts = isPackage(path) ? lifecycleIn(text) : [];
  return [
    ...scripts.map((name) => `has the script "${name}", which package managers run by themselves`),
    ...(isYaml(path)
      ? yamlFaults(text, joins)
      : join(path, [{ from: "", text }], joins).conflicts.map(({ message }) =>
          message.replace(/^.*(?=cannot be joined)/u, ""),
        )),
  ];
}

function yamlFaults(text: string, joins: Joins): string[] {
  try {
    joins.readYaml(text);
    return [];
  } catch (error) {
    return [`is no plain YAML: ${messageOf(error).replace(/\n.*/su, "")}`];
  }
}
