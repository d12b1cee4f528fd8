import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

export interface RunSettings {
  /** What is cheap runs as soon as it changes. */
  readonly live: boolean;
  /** A notification tells the end of long runs. */
  readonly tell: boolean;
}

/** How a person likes runs to go; a matter of this browser. */
export const useRunSettings = create<RunSettings>()(
  persist((): RunSettings => ({ live: true, tell: false }), {
    name: 'dreamgraph-runs',
    storage: createJSONStorage(() => localStorage),
  }),
);

/** Cheap changes run by themselves, or wait for Run. */
export function setLive(live: boolean): void {
  useRunSettings.setState({ live });
}
