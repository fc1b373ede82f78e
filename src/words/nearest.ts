/** The known word that a mistyped one most likely meant, or nothing when none is close. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  // Between numbers every spelling is near, and none is likelier.
  if (/^\d*$/u.test(word)) return undefined;
  const typed = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.ceil(typed.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - typed.length) >= bestDistance) continue;
    const distance = editDistance(typed, candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** One sentence for the end of an error: the nearest spelling first, then everything that is valid. */
export function suggestion(word: string, known: readonly string[], noun: string): string {
  if (known.length === 0) return `This version has no ${noun} to pick.`;
  const close = nearest(word, known);
  const list = `Valid: ${known.join(", ")}.`;
  return close === undefined ? list : `Did you mean "${close}"? ${list}`;
}

function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const replace = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
