/** What a model that nothing holds to a schema has to be told. These words stand after the system's. */
export function inWords(schema: object): string {
  return `Answer with one JSON object and nothing else. It has to fit this schema:
${JSON.stringify(schema)}`;
}

/** A model that repeats itself opens more braces than there is time for. */
const mostTries = 50;

/**
 * The JSON object in a reply, without the thoughts before it, the fence around it, and the words beside
 * it. A reply without one is returned as it is. Whether it is a step is not asked here.
 */
export function jsonIn(text: string): string {
  const said = text.replace(/^\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/, "");
  let start = said.indexOf("{");
  for (let tries = 0; start >= 0 && tries < mostTries; tries++) {
    const end = endOf(said, start);
    const found = end === undefined ? undefined : said.slice(start, end);
    if (found && isJson(found)) return found;
    start = said.indexOf("{", start + 1);
  }
  return text;
}

/** Where the object ends that begins here. Braces inside its texts do not count. */
function endOf(text: string, start: number): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.slice(start).matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === "{") depth += 1;
    if (token === "}") depth -= 1;
    if (depth === 0) return start + index + 1;
  }
  return undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
