/**
 * The candidates closest to a mistyped word, best first; none when all are far off.
 * Upper and lower case count as equal, and a candidate that begins with the word always counts.
 */
export function nearest(word: string, candidates: Iterable<string>, limit = 3): readonly string[] {
  const wanted = word.toLowerCase();
  const scored: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of candidates) {
    const text = candidate.toLowerCase();
    const begins = wanted !== '' && text.startsWith(wanted);
    const tolerance = Math.max(1, Math.floor(Math.max(wanted.length, text.length) * 0.4));
    // The distance is at least the difference in length; a word from a file may be very long.
    if (!begins && Math.abs(wanted.length - text.length) > tolerance) continue;
    const distance = begins ? 0.5 : editDistance(wanted, text);
    if (distance <= tolerance) scored.push({ candidate, distance });
  }
  scored.sort((a, b) => a.distance - b.distance);
  return scored.slice(0, limit).map(({ candidate }) => candidate);
}

/**
 * Damerau-Levenshtein distance in its optimal string alignment form: the least number of
 * insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (row > 1 && column > 1 && swapped) {
        best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
