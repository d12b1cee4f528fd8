import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { version } from '../../../package.json';
import type { Problem } from '../../common/result.ts';
import { type BackendWish, guessedMs, type Trial } from '../../runtime/browser.ts';

export type BackendName = Trial['name'];
export type BackendChoice = BackendName | 'auto';

export const backendNames: readonly BackendName[] = ['webgpu', 'webgl', 'wasm', 'cpu'];

const titles: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WASM',
  cpu: 'CPU',
};

export function backendTitle(name: BackendName): string {
  return titles[name];
}

export interface BackendState {
  /** The person's own, which always wins; `auto` is the fastest that computes right. */
  readonly choice: BackendChoice;
  /** The same picture on every machine, which only wasm promises: it takes the place of the choice. */
  readonly deterministic: boolean;
  /** What a comparison found; undefined before the first in this browser with this version. */
  readonly trials: readonly Trial[] | undefined;
  /** A comparison is under way. */
  readonly comparing: boolean;
  /** The person asked for a comparison, whatever the choice. */
  readonly asked: boolean;
}

const initial: BackendState = {
  choice: 'auto',
  deterministic: false,
  trials: undefined,
  comparing: false,
  asked: false,
};

/** Where trials are worth as much: another browser, version, or one thread instead of many is not. */
const place = `${version} ${globalThis.crossOriginIsolated} ${globalThis.navigator?.userAgent}`;

interface Stored {
  readonly choice: BackendChoice;
  /** Older ones do not say. */
  readonly deterministic?: boolean;
  readonly trials: readonly Trial[] | undefined;
  readonly place: string;
}

/** Which backend is wanted, and how fast each is; stored in this browser. */
export const useBackends = create<BackendState>()(
  persist(() => initial, {
    name: 'dreamgraph-backend',
    version: 1,
    storage: createJSONStorage(() => localStorage),
    partialize: ({ choice, deterministic, trials }): Stored => ({
      ...{ choice, deterministic, trials, place },
    }),
    merge: (stored, before) => {
      const found = stored as Stored | undefined;
      if (!found) return before;
      const { choice, deterministic = false, trials } = found;
      const known = found.place === place ? trials : undefined;
      return { ...before, choice, deterministic, trials: known };
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

/** A backend replaces the first that passed if it is at least this many times as fast. */
const minSpeedup = 1.25;

/** What to compute on, from the choice and the measured times. */
export function wantedBackend({
  choice,
  deterministic = false,
  trials = [],
}: Pick<BackendState, 'choice' | 'trials'> & Partial<BackendState>): BackendWish {
  if (deterministic) return { backend: 'wasm', deterministic };
  return { backend: choice === 'auto' ? (fastest(trials) ?? 'auto') : choice, deterministic };
}

/** The first that passed is used without a comparison; another must be clearly faster. */
function fastest(trials: readonly Trial[]): BackendName | undefined {
  const [first, ...others] = trials.filter((trial) => timeOf(trial) !== undefined);
  if (!first) return undefined;
  let best = first;
  for (const trial of others) if (speedup(trial, best) > 1) best = trial;
  return speedup(best, first) >= minSpeedup ? best.name : first.name;
}

/** How many times as fast as another one; 1 if unknown. */
export function speedup(trial: Trial | undefined, other: Trial | undefined): number {
  const [time, otherTime] = [trial && timeOf(trial), other && timeOf(other)];
  return time === undefined || otherTime === undefined ? 1 : otherTime / time;
}

/** Milliseconds of the sample, for those that compute right and were timed. */
export function timeOf(trial: Trial): number | undefined {
  return trial.outcome === 'passed' ? (trial.milliseconds ?? undefined) : undefined;
}

/** What a dream takes for each unit of its work beside the sample by which backends are timed. */
const dreamPerSample = 17;

/** Times as long as with our kernels on one core, where no sample was timed. */
const slowness: Readonly<Record<BackendName, number>> = { webgpu: 1, webgl: 1, wasm: 5, cpu: 40 };

/**
 * Milliseconds for each unit of a dream's work before any was timed: by the sample of a comparison,
 * else by the cores.
 * @param profile such as "wasm simd 3": backend, our kernels, arithmetic.
 */
export function guessDream(
  profile: string,
  trials: readonly Trial[] | undefined,
  threads = globalThis.crossOriginIsolated ? navigator.hardwareConcurrency : 1,
): number {
  const [backend, ...more] = profile.split(' ');
  const trial = trials?.find(({ name }) => name === backend);
  const sample = trial && timeOf(trial);
  if (sample) return sample * dreamPerSample;
  if (backend === 'wasm' && more.length > 1) return guessedMs.long / threads ** 0.75;
  const name = backendNames.find((each) => each === backend);
  return guessedMs.long * (name ? slowness[name] : 1);
}
