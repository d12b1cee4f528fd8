import { getBackend, setBackend } from '@tensorflow/tfjs-core';
import { fail, ok, type Problem, problemText, type Result } from '../../common/result.ts';
import { readFlowKernelsFrom } from '../motion/flow-kernels.ts';
import {
  currentWorkspace,
  dropKernels,
  type KernelSetup,
  useKernels,
} from '../programs/simd/workspace/current.ts';
import type { Kernels } from '../programs/simd/workspace/load-kernels.ts';
import {
  type BackendName,
  candidateBackends,
  loadBackend,
  unloadBackend,
  type WasmPaths,
} from './load-backend.ts';
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
  /** It computes right. `milliseconds` for one step of a sample, null if that was not measured. */
  | {
      readonly name: BackendName;
      readonly outcome: 'passed';
      readonly milliseconds: number | null;
      /** Why our own kernels are not used, though they were asked for. */
      readonly kernelsProblem?: Problem;
    }
  | { readonly name: BackendName; readonly outcome: 'refused'; readonly problem: Problem };

/**
 * Makes a backend current for all tensors made from now on, after it has passed the self-test.
 * Tensors and programs on the backend before stay there: dispose them first.
 * @param choice a backend, or `auto` for the first candidate that computes right; which one is the
 *   fastest, `timeBackend` tells.
 * @returns problems, with the backend before still current: `backend-unavailable`,
 *   `backend-op-failed`, `backend-wrong` for the backend asked for; `no-backend` when `auto` finds
 *   none.
 */
export async function useBackend(
  choice: BackendName | 'auto',
  options: BackendOptions = {},
): Promise<Result<BackendReport>> {
  if (options.kernels) readFlowKernelsFrom(options.kernels.source);
  // None at first, whatever the type says.
  const before: BackendName | undefined = getBackend() as BackendName;
  const names = choice === 'auto' ? candidatesOf(options) : [choice];
  const trials: Trial[] = [];
  for (const name of names) {
    const trial = await tryBackend(name, options);
    trials.push(trial);
    if (trial.outcome === 'passed') {
      if (name !== 'wasm') dropKernels();
      return ok({ backend: name, kernels: currentWorkspace()?.variant ?? null, trials });
    }
    if (name !== before) unloadBackend(name);
  }
  if (before) await setBackend(before);
  const [first] = trials;
  if (choice !== 'auto' && first?.outcome === 'refused') return fail(first.problem);
  return fail(noBackend(trials));
}

/** Only on wasm are there kernels that promise the same numbers everywhere. */
function candidatesOf({ kernels, candidates }: BackendOptions): readonly BackendName[] {
  return kernels?.deterministic ? ['wasm'] : (candidates ?? candidateBackends());
}

/** Makes a backend current and tests it. */
export async function tryBackend(name: BackendName, options: BackendOptions): Promise<Trial> {
  const loaded = await loadBackend(name, options.wasmPaths);
  const tested = loaded.ok ? await selfTest() : loaded;
  if (!tested.ok) return { name, outcome: 'refused', problem: tested.problem };
  const problem = name === 'wasm' ? await loadAndTestKernels(options.kernels) : null;
  // Those of tfjs would serve, but with other numbers than were promised.
  if (problem && options.kernels?.deterministic) {
    return { name, outcome: 'refused', problem: notDeterministic(problem) };
  }
  return {
    ...{ name, outcome: 'passed', milliseconds: null },
    ...(problem && { kernelsProblem: problem }),
  };
}

/** Without our kernels the backend serves all the same, unless they were to be deterministic. */
async function loadAndTestKernels(setup: KernelSetup | undefined): Promise<Problem | null> {
  if (!setup) return null;
  const workspace = await useKernels(setup);
  const tested = workspace.ok ? selfTestKernels(workspace.value) : workspace;
  if (tested.ok) return null;
  // Those before go on with whatever was before.
  if (!workspace.ok && setup.deterministic) return tested.problem;
  dropKernels();
  return tested.problem;
}

function notDeterministic({ code, message }: Problem): Problem {
  return {
    code,
    message: `Only the kernels of Dreamgraph give the same picture on every machine. ${message}`,
  };
}

function noBackend(trials: readonly Trial[]): Problem {
  const reasons = trials.flatMap((trial) =>
    trial.outcome === 'refused' ? [problemText(trial.problem)] : [],
  );
  return {
    code: 'no-backend',
    message: `No backend of TensorFlow.js works here. ${reasons.join(' ')} Try another browser or update the graphics driver.`,
  };
}
