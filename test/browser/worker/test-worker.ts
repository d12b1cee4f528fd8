import { fail, ok } from '../../../src/common/result.ts';
import type { Picture } from '../../../src/engine/picture/index.ts';
import type { RunContext } from '../../../src/nodes/_run/node-run.ts';
import type { AnyRun } from '../../../src/runtime/execute/executor-types.ts';
import { serve } from '../../../src/runtime/worker/serve.ts';
import { catalog } from '../../runtime/catalog.ts';
import { testRuns } from '../../runtime/runs.ts';

let backend: 'cpu' | 'wasm' = 'wasm';
let lost = false;

/**
 * The worker of the tests: the test catalog's nodes, and ways to fail as workers do. A photo of
 * size 13 hangs, 14 dies, 15 loses the backend once, 16 is read from a file.
 */
serve({
  catalog,
  runs: { ...testRuns(), photo: photo as AnyRun },
  session: { program: () => fail({ code: 'none', message: 'None.' }), dispose: () => {} },
  backends: ['wasm', 'cpu'],
  useBackend: async (names) => {
    const found = names.find((name) => name === 'wasm' || name === 'cpu');
    if (!found) return fail({ code: 'backend-unavailable', message: 'No WebGPU.' });
    backend = found;
    lost = false;
    return ok({ report: { backend, kernels: null, trials: [] }, profile: `${backend} test` });
  },
  timeBackend: async (name) => {
    if (name === 'webgpu') throw new Error('The driver failed.');
    return { name, outcome: 'passed', milliseconds: 12 };
  },
  useThreads: () => {},
  interruptWhen: () => {},
  breakdown: () => (lost ? { code: 'backend-lost', message: 'The backend is lost.' } : undefined),
});

async function photo(_: never, { size, file }: { size: number; file: never }, context: RunContext) {
  if (size === 13) {
    // Asleep for most of the time that tests wait, so that they have the processor.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 13_000);
    for (;;);
  }
  if (size === 14) self.close();
  if (size === 14) await new Promise(() => {});
  if (size === 15 && backend === 'wasm') {
    lost = true;
    return fail({ code: 'nonsense', message: 'The numbers are wrong.' });
  }
  if (size === 16) {
    const read = await context.readPicture(file, context.warn);
    return read.ok ? ok({ image: read.value }) : read;
  }
  const data = new Float32Array(size * size * 3).fill(0.25);
  return ok({ image: { width: size, height: size, data } satisfies Picture });
}
