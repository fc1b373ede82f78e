/** A JSON literal. What reorders or breaks a line on screen is written as an escape. */
export function json(value: unknown): string {
  return escapeUnseen(JSON.stringify(value));
}

/** A string of TypeScript, with the quotes that need fewer escapes, as formatters prefer. */
export function str(text: string): string {
  const literal = JSON.stringify(text);
  const doubles = text.split('"').length - 1;
  const singles = text.split("'").length - 1;
  if (doubles <= singles) return escapeUnseen(literal);
  const inner = literal.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return escapeUnseen(`'${inner}'`);
}

/** A YAML scalar: plain where that is beyond doubt, else in double quotes with JSON's escapes. */
export function yaml(text: string): string {
  const plain = /^[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*$/u.test(text);
  return plain && !/^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(text) ? text : json(text);
}

/** Text inside a line of Markdown, showing exactly these characters. */
export function md(text: string): string {
  const line = text
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/[\\`*[\]<>|~]/gu, "\\$&")
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replaceAll(/&(?=#?\w+;)/gu, "&amp;")
    .replace(/^[#+=-]/u, "\\$&")
    .replace(/^(\d+)([.)])/u, "$1\\$2");
  return line.replaceAll(unseen, (character) => `&#${character.codePointAt(0)};`);
}

// Bidirectional overrides can make source read as something else; U+2028 and U+2029 end a line.
const unseen = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** Whether a text would do more to a terminal or an editor than show itself on one line. */
export function hasUnseen(text: string): boolean {
  return /[\u0000-\u001f]/u.test(text) || text.search(unseen) !== -1 || !text.isWellFormed();
}

function escapeUnseen(literal: string): string {
  return literal.replaceAll(
    unseen,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
