/** When a layer applies: data over the answers. Several keys in one object mean all of them. */
export interface Condition {
  readonly all?: readonly Condition[];
  readonly any?: readonly Condition[];
  readonly not?: Condition;
  /** Of the layer's own pack, by key. */
  readonly options?: OptionTests;
  /** What offers say of themselves, such as `provider.api`. */
  readonly facts?: FactTests;
  readonly [answer: string]:
    | Test
    | Condition
    | readonly Condition[]
    | OptionTests
    | FactTests
    | undefined;
}

type FactTests = Readonly<Record<string, string | { readonly in: readonly string[] }>>;

type OptionTests = Readonly<Record<string, string | boolean | { readonly in: readonly string[] }>>;

type Test =
  | string
  | number
  | { readonly in: readonly (string | number)[] }
  | { readonly has: string | number };

export type Facts = Readonly<Record<string, string | readonly string[]>>;

export function applies(condition: Condition | undefined, facts: Facts): boolean {
  if (condition === undefined) return true;
  const { all, any, not, options = {}, facts: offered = {}, ...tests } = condition;
  return (
    (all ?? []).every((part) => applies(part, facts)) &&
    (any === undefined || any.some((part) => applies(part, facts))) &&
    (not === undefined || !applies(not, facts)) &&
    Object.entries(options).every(([key, test]) => passes(asText(test), facts[optionFact(key)])) &&
    Object.entries({ ...offered, ...tests }).every(([key, test]) =>
      passes(test as Test, facts[key]),
    )
  );
}

/** Every answer that a condition reads, with a value that it is compared with. */
export function comparisonsIn(condition: Condition | undefined): [string, string][] {
  return testsIn(condition).flatMap(({ options: _options, facts: _facts, ...tests }) =>
    Object.entries(tests).flatMap(([answer, test]) =>
      valuesOf(test as Test).map((value): [string, string] => [answer, value]),
    ),
  );
}

/** The options that a condition asks for, as deep as it goes. */
export function optionsIn(condition: Condition | undefined): string[] {
  return optionComparisonsIn(condition).map(([key]) => key);
}

/** The options that a condition asks for, each with a value that it is compared with. */
export function optionComparisonsIn(condition: Condition | undefined): [string, string][] {
  return testsIn(condition).flatMap(({ options = {} }) =>
    Object.entries(options).flatMap(([key, test]) =>
      valuesOf(asText(test)).map((value): [string, string] => [key, value]),
    ),
  );
}

/** The facts that a condition reads. */
export function factsIn(condition: Condition | undefined): string[] {
  return testsIn(condition).flatMap(({ facts = {} }) => Object.keys(facts));
}

/** The conditions of a layer and of its parts, each once. */
export function conditionsOf(layer: {
  readonly when?: Condition | undefined;
  readonly files: readonly Conditional[];
  readonly fragments: readonly Conditional[];
}): Condition[] {
  const whens = new Set([layer, ...layer.files, ...layer.fragments].map(({ when }) => when));
  return [...whens].filter((when) => when !== undefined);
}

/** Something that may have a condition of its own. */
interface Conditional {
  readonly when?: Condition | undefined;
}

/** The tests of a condition and of all that it holds. */
function testsIn(condition: Condition | undefined): Condition[] {
  if (condition === undefined) return [];
  const { all = [], any = [], not, ...tests } = condition;
  return [tests, ...[...all, ...any, not].flatMap(testsIn)];
}

function valuesOf(test: Test): string[] {
  if (typeof test !== "object") return [String(test)];
  return "in" in test ? test.in.map(String) : [String(test.has)];
}

/** What facts call an option. No answer has a dot in its name. */
export function optionFact(key: string): string {
  return `options.${key}`;
}

/** Of a switch as templates see it: they print it, and ask whether it is there. */
export function optionText(value: string | boolean): string {
  return typeof value === "string" ? value : value ? "true" : "";
}

function asText(test: OptionTests[string]): Test {
  return typeof test === "object" ? test : optionText(test);
}

function passes(test: Test, fact: string | readonly string[] | undefined): boolean {
  if (fact === undefined) return false;
  if (typeof test !== "object") return fact === String(test);
  if ("in" in test) return typeof fact === "string" && test.in.map(String).includes(fact);
  return fact.includes(String(test.has)) && typeof fact === "object";
}
