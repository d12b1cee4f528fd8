import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { version } from '../../../package.json';
import type { Problem } from '../../common/result.ts';
import type { Trial } from '../../runtime/client.ts';
import type { BackendChoice, BackendName } from './backend-names.ts';

export interface BackendState {
  /** The person's own, which always wins; `auto` is the fastest that computes right. */
  readonly choice: BackendChoice;
  /** What a comparison found; undefined before the first in this browser with this version. */
  readonly trials: readonly Trial[] | undefined;
  /** A comparison is under way. */
  readonly comparing: boolean;
  /** The person asked for a comparison, whatever the choice. */
  readonly asked: boolean;
}

const initial: BackendState = {
  choice: 'auto',
  trials: undefined,
  comparing: false,
  asked: false,
};

/** Where trials are worth as much: another browser, version, or one thread instead of many is not. */
const place = `${version} ${globalThis.crossOriginIsolated} ${globalThis.navigator?.userAgent}`;

interface Kept {
  readonly choice: BackendChoice;
  readonly trials: readonly Trial[] | undefined;
  readonly place: string;
}

/** Which backend is wanted, and how fast each is; kept in this browser. */
export const useBackends = create<BackendState>()(
  persist(() => initial, {
    name: 'dreamgraph-backend',
    version: 1,
    storage: createJSONStorage(() => localStorage),
    partialize: ({ choice, trials }): Kept => ({ choice, trials, place }),
    merge: (stored, before) => {
      const kept = stored as Kept | undefined;
      if (!kept) return before;
      const { choice, trials } = kept;
      return { ...before, choice, trials: kept.place === place ? trials : undefined };
    },
  }),
);

/** A backend that had passed its trial fails now. */
export function noteRefusal(name: BackendName, problem: Problem): void {
  useBackends.setState(({ trials }) => ({
    trials: trials?.map((trial) =>
      trial.name === name ? { name, outcome: 'refused', problem } : trial,
    ),
  }));
}
