import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

const megabyte = 1_000_000;

/** What a person may choose, in bytes. */
export const historyLimits = [100, 250, 500, 1000, 2000, 5000].map((size) => size * megabyte);

/** How many bytes the history may take; a matter of this browser. */
export const useHistoryLimit = create<{ readonly limit: number }>()(
  persist(() => ({ limit: 500 * megabyte }), {
    name: 'dreamgraph-history',
    storage: createJSONStorage(() => localStorage),
  }),
);
