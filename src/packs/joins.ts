import satisfies from "semver/functions/satisfies.js";
import subset from "semver/ranges/subset.js";
import validRange from "semver/ranges/valid.js";
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parse,
  parseDocument,
  type YAMLMap,
} from "yaml";
import type { Joins } from "./manifest/pack.ts";

/** What joining takes, on semver and yaml: no project without a foreign pack pays for them. */
export const joins: Joins = {
  satisfies: (version, range) => satisfies(version, range, { includePrerelease: true }),
  isRange: (text) => validRange(text) !== null,
  within: (inner, outer) => subset(inner, outer),
  readYaml: (text) => parse(text) as unknown,
  extendYaml: (text, value) => {
    const document = parseDocument(text);
    if (!isMap(document.contents)) throw new Error("It is not a mapping.");
    extendMap(document.contents, value as Fields, document);
    return document.toString({ lineWidth: 0, flowCollectionPadding: false });
  },
};

type Fields = Readonly<Record<string, unknown>>;

/** The value has all that the map has, and more: what was joined. */
function extendMap(map: YAMLMap, value: Fields, document: Document): void {
  for (const [key, entry] of Object.entries(value)) {
    const pair = map.items.find((one) => nameOf(one.key) === key);
    const known = pair?.value as Node | null | undefined;
    if (pair === undefined) map.set(key, document.createNode(entry));
    else if (isMap(known)) extendMap(known, entry as Fields, document);
    else if (isSeq(known)) {
      const more = (entry as unknown[]).slice(known.items.length);
      for (const item of more) known.add(document.createNode(item));
    } else if (!isScalar(known)) pair.value = document.createNode(entry);
  }
}

function nameOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}
