/** "Nov 25, 2026, 14:02" in the person's own way of writing it. */
export function shownDate(time: number): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
