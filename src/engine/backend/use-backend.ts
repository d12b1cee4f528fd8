import { getBackend, setBackend } from '@tensorflow/tfjs-core';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import type { Kernels } from '../simd/kernels.ts';
import { currentWorkspace, dropKernels, type KernelSetup, useKernels } from './current-kernels.ts';
import { loadBackend, unloadBackend, type WasmPaths } from './load.ts';
import { measure } from './measure.ts';
import { type BackendName, candidateBackends } from './names.ts';
import { selfTestKernels } from './self-test/kernels.ts';
import { selfTest } from './self-test/self-test.ts';

export interface BackendOptions {
  /** Needed in a page or worker for wasm; Node finds the binaries by itself. */
  readonly wasmPaths?: WasmPaths;
  /** Our own kernels for programs on wasm; the far slower ones of tfjs serve without. */
  readonly kernels?: KernelSetup;
  /** What `auto` chooses from, in the order of trial. Default: all that can run on this host. */
  readonly candidates?: readonly BackendName[];
}

/** Which backend is in use now, and how it came to be chosen. */
export interface BackendReport {
  readonly backend: BackendName;
  /** The kernels of our own that programs run on, null for those of tfjs. */
  readonly kernels: Kernels['variant'] | null;
  /** In the order of trial. */
  readonly trials: readonly Trial[];
}

export type Trial =
  /** It computes right. `milliseconds` for the measured workload, null if it was not measured. */
  | {
      readonly name: BackendName;
      readonly outcome: 'passed';
      readonly milliseconds: number | null;
      /** Why our own kernels are not used, though they were asked for. */
      readonly kernelsProblem?: Problem;
    }
  | { readonly name: BackendName; readonly outcome: 'refused'; readonly problem: Problem }
  /** Not tried, because others already serve. */
  | { readonly name: BackendName; readonly outcome: 'skipped'; readonly reason: string };

/** `auto` starts no further trial after this many milliseconds, once one backend has passed. */
const trialTime = 1500;

/**
 * Makes a backend current for all tensors made from now on, after it has passed the self-test.
 * Tensors and programs on the backend before stay there: dispose them first.
 * @param choice a backend, or `auto` for the fastest that computes right.
 * @returns problems, with the backend before still current: `backend-unavailable`,
 *   `backend-op-failed`, `backend-wrong` for the backend asked for; `no-backend` when `auto` finds
 *   none.
 */
export async function useBackend(
  choice: BackendName | 'auto',
  options: BackendOptions = {},
): Promise<Result<BackendReport>> {
  if (choice === 'auto') return useFastest(options);
  // None at first, whatever the type says.
  const before: string | undefined = getBackend();
  const tested = await loadAndTest(choice, options);
  if (!tested.ok) {
    if (before) await setBackend(before);
    return tested;
  }
  if (choice !== 'wasm') dropKernels();
  return ok(reportOf(choice, [{ ...passed(choice, tested.value), milliseconds: null }]));
}

async function useFastest(options: BackendOptions): Promise<Result<BackendReport>> {
  const start = performance.now();
  const trials: Trial[] = [];
  for (const name of options.candidates ?? candidateBackends()) {
    const reason = whySkip(name, fastest(trials), performance.now() - start);
    trials.push(
      reason === null
        ? await tryBackend(name, options, fastest(trials))
        : { name, outcome: 'skipped', reason },
    );
  }
  const chosen = fastest(trials);
  for (const trial of trials) {
    if (trial.name === chosen?.name) continue;
    unloadBackend(trial.name);
    if (trial.name === 'wasm') dropKernels();
  }
  if (chosen === null) return fail(noBackend(trials));
  await setBackend(chosen.name);
  return ok(reportOf(chosen.name, trials));
}

function reportOf(backend: BackendName, trials: readonly Trial[]): BackendReport {
  return { backend, kernels: currentWorkspace()?.variant ?? null, trials };
}

function passed(name: BackendName, { kernelsProblem }: Tested) {
  return { name, outcome: 'passed', ...(kernelsProblem && { kernelsProblem }) } as const;
}

async function tryBackend(
  name: BackendName,
  options: BackendOptions,
  best: Passed | null,
): Promise<Trial> {
  const tested = await loadAndTest(name, options);
  if (!tested.ok) return { name, outcome: 'refused', problem: tested.problem };
  const milliseconds = name === 'cpu' ? null : await measure(timeOf(best));
  return { ...passed(name, tested.value), milliseconds };
}

/** The cpu backend is right but never fast: it serves only where nothing else does. */
function whySkip(name: BackendName, best: Passed | null, elapsed: number): string | null {
  if (best === null) return null;
  if (name === 'cpu') return `${best.name} is faster`;
  if (elapsed > trialTime) return `there was no time left to try it, and ${best.name} serves`;
  return null;
}

interface Tested {
  readonly kernelsProblem?: Problem;
}

async function loadAndTest(name: BackendName, options: BackendOptions): Promise<Result<Tested>> {
  const loaded = await loadBackend(name, options.wasmPaths);
  const tested = loaded.ok ? await selfTest() : loaded;
  if (!tested.ok) return tested;
  if (name !== 'wasm') return ok({});
  const problem = await loadAndTestKernels(options.kernels);
  return ok(problem ? { kernelsProblem: problem } : {});
}

/** Without our kernels the backend serves all the same. */
async function loadAndTestKernels(setup: KernelSetup | undefined): Promise<Problem | null> {
  if (!setup) return null;
  const workspace = await useKernels(setup);
  const tested = workspace.ok ? selfTestKernels(workspace.value) : workspace;
  if (tested.ok) return null;
  dropKernels();
  return tested.problem;
}

type Passed = Extract<Trial, { outcome: 'passed' }>;

function fastest(trials: readonly Trial[]): Passed | null {
  const passed = trials.filter((trial) => trial.outcome === 'passed');
  return passed.reduce<Passed | null>(
    (best, trial) => (best === null || timeOf(trial) < timeOf(best) ? trial : best),
    null,
  );
}

function timeOf(trial: Passed | null): number {
  return trial?.milliseconds ?? Number.POSITIVE_INFINITY;
}

function noBackend(trials: readonly Trial[]): Problem {
  const reasons = trials.flatMap((trial) =>
    trial.outcome === 'refused' ? [trial.problem.message] : [],
  );
  return {
    code: 'no-backend',
    message: `No backend of TensorFlow.js works here. ${reasons.join(' ')} Try another browser or update the graphics driver.`,
  };
}
