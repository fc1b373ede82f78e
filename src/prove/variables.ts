import type { Part, Parts, Value } from "../packs/templates/parts.ts";

/** What a template's conditions read, with every value that makes a difference to them. */
export interface Variables {
  /** By dotted name: what it is compared with, and what it is printed as. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  /** By name: the items that are looked for in a list; each is in or out. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

/** Stands for every value that no condition names. */
const someValue = "some value";

export function variablesOf(parts: Parts): Variables {
  const texts = new Map<string, Set<string>>();
  const lists = new Map<string, Set<string>>();
  const add = (to: Map<string, Set<string>>, name: string, values: readonly string[]): void => {
    const known = to.get(name) ?? new Set();
    to.set(name, new Set([...known, ...values]));
  };

  for (const part of parts) readPart(part);
  return { texts: listed(texts), lists: listed(lists) };

  function readPart(part: Part): void {
    if (typeof part === "string") return;
    if ("p" in part) return readPrinted(part.p);
    if ("if" in part) {
      readCondition(part.if);
      for (const inner of [...part.yes, ...part.no]) readPart(inner);
      return;
    }
    if ("n" in part.each) add(lists, part.each.n.join("."), ["an item"]);
    for (const inner of part.do) readPart(inner);
  }

  function readPrinted(value: Value): void {
    if ("n" in value && value.n.length > 0) add(texts, value.n.join("."), [someValue]);
    if ("h" in value && value.h !== "slot") for (const argument of value.a) readPrinted(argument);
  }

  function readCondition(value: Value): void {
    if ("n" in value) return add(texts, value.n.join("."), ["", someValue]);
    if (!("h" in value)) return;
    const [subject, other] = value.a;
    const name = subject !== undefined && "n" in subject ? subject.n.join(".") : undefined;
    const literal = other !== undefined && "l" in other ? other.l : undefined;
    if (value.h === "has" && name !== undefined && literal !== undefined)
      add(lists, name, [literal]);
    else if (value.h === "eq" && name !== undefined && literal !== undefined)
      add(texts, name, [literal, someValue]);
    else for (const argument of value.a) readCondition(argument);
  }
}

function listed(from: Map<string, Set<string>>): Map<string, string[]> {
  return new Map([...from].map(([name, values]) => [name, [...values]]));
}
