const printWidth = 100;

/** JSON as formatters write it: two spaces, and a list of plain values on one line where it fits. */
export function printJson(value: unknown): string {
  return `${print(value, 0, 0)}\n`;
}

function print(value: unknown, indent: number, before: number): string {
  if (Array.isArray(value)) return printList(value, indent, before);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  if (entries.length === 0) return "{}";
  const pad = " ".repeat(indent + 2);
  const lines = entries.map(([key, entry]) => {
    const start = `${pad}${JSON.stringify(key)}: `;
    return start + print(entry, indent + 2, start.length);
  });
  return `{\n${lines.join(",\n")}\n${" ".repeat(indent)}}`;
}

function printList(list: readonly unknown[], indent: number, before: number): string {
  const flat = list.every((item) => typeof item !== "object" || item === null);
  const line = `[${list.map((item) => JSON.stringify(item)).join(", ")}]`;
  if (list.length === 0 || (flat && before + line.length < printWidth)) return line;
  const pad = " ".repeat(indent + 2);
  const items = list.map((item) => pad + print(item, indent + 2, indent + 2));
  return `[\n${items.join(",\n")}\n${" ".repeat(indent)}]`;
}
