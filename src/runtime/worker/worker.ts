import { fail, ok } from '../../common/result.ts';
import { isContextLost } from '../../engine/backend/context.ts';
import { candidateBackends } from '../../engine/backend/names.ts';
import { wasmUrls } from '../../engine/backend/wasm-urls.ts';
import { createSession, urlSource, useBackend } from '../../engine/index.ts';
import type { Threads } from '../../engine/simd/kernels.ts';
import { catalog } from '../../nodes/catalog.ts';
import { runs } from '../../nodes/runs.ts';
import { profileOf } from '../execute/profile.ts';
import { serve } from './serve.ts';
import { spawnMember } from './spawn-member.ts';

/** Everything that computes: the nodes, the engine and TensorFlow.js, away from the page. */
serve({
  catalog,
  runs,
  session: createSession(),
  useBackend: async (choice, { lost, assets }) => {
    const candidates = candidateBackends().filter((name) => !lost.includes(name));
    const report = await useBackend(choice, {
      wasmPaths: wasmUrls,
      kernels: { source: urlSource(`${assets}kernels/`), threads: threads() },
      candidates,
    });
    if (!report.ok) return fail(report.problem);
    return ok({ report: report.value, profile: profileOf(report.value) });
  },
  breakdown: () =>
    isContextLost()
      ? {
          code: 'backend-lost',
          message: 'The graphics context was lost: the driver was reset, or its memory ran out.',
        }
      : undefined,
});

/** Only pages that are isolated from others may share memory between threads. */
function threads(): Threads {
  return { count: crossOriginIsolated ? navigator.hardwareConcurrency : 1, spawn: spawnMember };
}
