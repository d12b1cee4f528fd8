import { download } from '../../common/download.ts';
import { fail, ok } from '../../common/result.ts';
import { candidateBackends } from '../../engine/backend/load-backend.ts';
import { timeBackend } from '../../engine/backend/time-backend.ts';
import type { BackendOptions } from '../../engine/backend/use-backend.ts';
import { wasmUrls } from '../../engine/backend/wasm-urls.ts';
import { createSession, useBackend, useThreads } from '../../engine/index.ts';
import type { Threads } from '../../engine/programs/simd/threads/message.ts';
import { isContextLost } from '../../engine/tensors/gpu-context.ts';
import { interruptWhen } from '../../engine/tensors/interrupt.ts';
import { catalog } from '../../nodes/catalog.ts';
import { runs } from '../../nodes/runs.ts';
import { profileOf } from '../execute/executor-types.ts';
import { openKeptChecks } from './kept-checks.ts';
import type { WorkerParts } from './runner.ts';
import { spawnThread } from './spawn-thread.ts';

/** Everything that computes: the nodes, the engine and TensorFlow.js. */
export const engineParts: WorkerParts = {
  catalog,
  runs,
  session: createSession(openKeptChecks()),
  backends: candidateBackends(),
  useBackend: async (names, assets, deterministic) => {
    const [only] = names.length === 1 ? names : [];
    const options = optionsFor(assets, deterministic);
    const report = await useBackend(only ?? 'auto', { ...options, candidates: names });
    if (!report.ok) return fail(report.problem);
    return ok({ report: report.value, profile: profileOf(report.value) });
  },
  timeBackend: (name, bar, assets) => timeBackend(name, bar, optionsFor(assets)),
  useThreads,
  interruptWhen,
  breakdown: () =>
    isContextLost()
      ? {
          code: 'backend-lost',
          message: 'The graphics context was lost: the driver was reset, or its memory ran out.',
        }
      : undefined,
};

/** @param assets URL of the folder with kernels/. */
function optionsFor(assets: string, deterministic = false): BackendOptions {
  const source = { read: (file: string) => download(`${assets}kernels/${file}`) };
  return { wasmPaths: wasmUrls, kernels: { source, deterministic, threads: threads() } };
}

/** Only pages that are isolated from others may share memory between threads. */
function threads(): Threads {
  return { count: crossOriginIsolated ? navigator.hardwareConcurrency : 1, spawn: spawnThread };
}
