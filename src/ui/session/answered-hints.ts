import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

const kept = 100;

interface Answered {
  readonly hints: readonly string[];
}

/** Hints that were answered in this browser, the latest first: they do not come again. */
export const useAnswered = create<Answered>()(
  persist((): Answered => ({ hints: [] }), {
    name: 'dreamgraph-answered-hints',
    storage: createJSONStorage(() => localStorage),
  }),
);

export function answer(hint: string): void {
  useAnswered.setState(({ hints }) => ({ hints: [hint, ...hints].slice(0, kept) }));
}
