/**
 * Which of `count` frames is shown at a place beyond the last, by what happens at the end: `hold`,
 * `loop` or `mirror`, which shows neither end twice.
 */
export function placeInPart(place: number, count: number, end: string): number {
  if (place < count) return place;
  switch (end) {
    case 'loop':
      return place % count;
    case 'mirror': {
      const period = Math.max(1, 2 * (count - 1));
      const within = place % period;
      return within < count ? within : period - within;
    }
    default:
      return count - 1;
  }
}
