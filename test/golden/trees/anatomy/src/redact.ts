/**
 * What a credential looks like in a text: known prefixes, headers, URLs, and assignments. The group is what
 * stands before it and stays. No lookbehind: it would read the spaces of a text again at each of them.
 */
const credentials = [
  /()\b(?:(?:sk|pk|rk|ghp|gho|ghs|github_pat|xox[abpr]|lin_api)[-_]|AKIA|AIza)[\w-]{8,}/g,
  /(\b(?:bearer|basic)\s)[\w.~+/=-]{8,}/gi,
  /(:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g,
  /((?:\b(?:api[-_]?key|token|secret|password)["']?\s*[=:]\s*["']?)+)[^\s"',;]{4,}/gi,
];
const names = /^(?:api[-_]?key|(?:access[-_]?)?token|secret|password|authorization)$/i;

export function redact(text: string): string {
  return credentials.reduce((left, credential) => left.replace(credential, "$1[redacted]"), text);
}

/** The same values without the credentials in them, at any depth. */
export function redactAll(value: unknown, name = ""): unknown {
  if (typeof value === "string") return names.test(name) ? "[redacted]" : redact(value);
  if (Array.isArray(value)) return value.map((inner) => redactAll(inner));
  if (typeof value !== "object" || value === null) return value;
  const inside = Object.entries(value).map(([key, inner]) => [key, redactAll(inner, key)]);
  return Object.fromEntries(inside);
}
