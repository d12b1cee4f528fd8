import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

export interface RunSettings {
  /** A notification tells the end of long runs. */
  readonly tell: boolean;
}

/** How a person likes runs to go; a matter of this browser. */
export const useRunSettings = create<RunSettings>()(
  persist((): RunSettings => ({ tell: false }), {
    name: 'dreamgraph-runs',
    storage: createJSONStorage(() => localStorage),
  }),
);
