/**
 * A list with an entry for each of `count` octaves, in which the last number given serves the
 * octaves after it.
 */
export function serveAll(numbers: readonly number[], count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => numbers[Math.min(i, numbers.length - 1)] ?? 1);
}
