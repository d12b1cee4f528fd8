import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

interface Remembered {
  /** Types of the nodes that were added last, the latest first. */
  readonly types: readonly string[];
  /** Hints that were answered, the latest first: they do not come again. */
  readonly hints: readonly string[];
}

/** What this browser remembers of how the editor was used; no part of any document. */
export const useRemembered = create<Remembered>()(
  persist((): Remembered => ({ types: [], hints: [] }), {
    name: 'dreamgraph-remembered',
    storage: createJSONStorage(() => localStorage),
  }),
);

export function noteUse(type: string): void {
  const { types } = useRemembered.getState();
  useRemembered.setState({ types: first(type, types, 8) });
}

export function noteAnswer(hint: string): void {
  const { hints } = useRemembered.getState();
  useRemembered.setState({ hints: first(hint, hints, 100) });
}

function first(entry: string, list: readonly string[], kept: number): readonly string[] {
  return [entry, ...list.filter((other) => other !== entry)].slice(0, kept);
}
