/** When a layer applies: data over the answers. Several keys in one object mean all of them. */
export interface Condition {
  readonly all?: readonly Condition[];
  readonly any?: readonly Condition[];
  readonly not?: Condition;
  readonly [answer: string]: Test | Condition | readonly Condition[] | undefined;
}

type Test =
  | string
  | number
  | { readonly in: readonly (string | number)[] }
  | { readonly has: string | number };

export type Facts = Readonly<Record<string, string | readonly string[]>>;

export function applies(condition: Condition | undefined, facts: Facts): boolean {
  if (condition === undefined) return true;
  const { all, any, not, ...tests } = condition;
  return (
    (all ?? []).every((part) => applies(part, facts)) &&
    (any === undefined || any.some((part) => applies(part, facts))) &&
    (not === undefined || !applies(not, facts)) &&
    Object.entries(tests).every(([key, test]) => passes(test as Test, facts[key]))
  );
}

/** Every answer that a condition reads, with a value that it is compared with. */
export function comparisonsIn({
  all = [],
  any = [],
  not,
  ...tests
}: Condition): [string, string][] {
  const parts = [...all, ...any, ...(not === undefined ? [] : [not])];
  return [
    ...parts.flatMap(comparisonsIn),
    ...Object.entries(tests).flatMap(([answer, test]) =>
      valuesOf(test as Test).map((value): [string, string] => [answer, value]),
    ),
  ];
}

function valuesOf(test: Test): string[] {
  if (typeof test !== "object") return [String(test)];
  return "in" in test ? test.in.map(String) : [String(test.has)];
}

function passes(test: Test, fact: string | readonly string[] | undefined): boolean {
  if (fact === undefined) return false;
  if (typeof test !== "object") return fact === String(test);
  if ("in" in test) return typeof fact === "string" && test.in.map(String).includes(fact);
  return fact.includes(String(test.has)) && typeof fact === "object";
}
