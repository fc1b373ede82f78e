import { createHash } from "node:crypto";

/** Makes a text short enough for the context window. */
export type Summarise = (text: string) => Promise<string>;

/** Characters of a result that the model reads as they are. */
const longest = 20_000;

/** Factor 8. What the model reads in place of a long result, which the thread keeps whole. */
export async function summaryOf(
  result: unknown,
  summarise: Summarise,
): Promise<string | undefined> {
  const text = typeof result === "string" ? result : JSON.stringify(result);
  return text.length > longest ? summarise(text) : undefined;
}

/** The beginning and the end. A model that knows what matters would do better: put it here. */
export async function shorten(text: string): Promise<string> {
  const left = text.length - longest;
  return `${text.slice(0, longest / 2)}\n[${left} characters left out]\n${text.slice(-longest / 2)}`;
}

/** The same text is summarised once. Remembers the latest 100. */
export function cached(summarise: Summarise): Summarise {
  const known = new Map<string, Promise<string>>();
  return (text) => {
    const key = createHash("sha256").update(text).digest("hex");
    const summary = known.get(key) ?? summarise(text);
    known.delete(key);
    known.set(key, summary);
    summary.catch(() => known.delete(key));
    const [oldest] = known.keys();
    if (known.size > 100 && oldest) known.delete(oldest);
    return summary;
  };
}
