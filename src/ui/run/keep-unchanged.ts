import { type Json, sameJson } from '../../graph/json.ts';

/** What says the same as before stays the same object, so that only those nodes render that differ. */
export function keepUnchanged<T extends object>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(after).map(([id, next]) => {
      const old = before[id];
      return [id, old && sameJson(old as Json, next as Json) ? old : next];
    }),
  );
}
