import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

const kept = 8;

/** Types of the nodes that were added last in this browser, the latest first. */
export const useRecent = create<{ readonly types: readonly string[] }>()(
  persist((): { readonly types: readonly string[] } => ({ types: [] }), {
    name: 'dreamgraph-recent-nodes',
    storage: createJSONStorage(() => localStorage),
  }),
);

export function noteUse(type: string): void {
  useRecent.setState(({ types }) => ({
    types: [type, ...types.filter((other) => other !== type)].slice(0, kept),
  }));
}
