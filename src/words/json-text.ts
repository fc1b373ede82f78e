const printWidth = 100;

// No value holds a bare line feed, so these are lines: a bracket, plain values, a bracket.
const plainList = /\[\n((?: +[^\s[\]{}][^\n]*\n)+) *\]/gu;

/** JSON as formatters write it: two spaces, and a list of plain values on one line where it fits. */
export function printJson(value: unknown): string {
  const text = `${JSON.stringify(value, undefined, 2)}\n`;
  return text.replaceAll(plainList, (list: string, items: string, at: number) => {
    const line = `[${items.trim().replaceAll(/\n +/gu, " ")}]`;
    const before = at - text.lastIndexOf("\n", at) - 1;
    return before + line.length < printWidth ? line : list;
  });
}
