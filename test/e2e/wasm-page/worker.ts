import { type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { download } from '../../../src/common/download.ts';
import { pattern } from '../../../src/engine/backend/self-test/fingerprint.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import { wasmUrls } from '../../../src/engine/backend/wasm-urls.ts';
import { constantWeights } from '../../../src/engine/network/weights.ts';
import { compileSimdProgram } from '../../../src/engine/programs/simd/simd-program.ts';
import { currentWorkspace } from '../../../src/engine/programs/simd/workspace/current.ts';
import { spawnThread } from '../../../src/runtime/worker/spawn-thread.ts';

/** A gradient of a picture through one convolution. */
function gradient(): readonly number[] {
  const workspace = currentWorkspace();
  if (!workspace) throw new Error('There are no kernels.');
  const filter = constantWeights([3, 3, 3, 32], pattern(3 * 3 * 3 * 32, 1));
  const ones: readonly [number, number] = [1, 1];
  const program = compileSimdProgram(
    {
      ...{ name: 'One', hash: 'one', range: { scale: 1, offset: 0 } },
      ir: [
        { name: 'picture', inputs: [], op: 'input', channels: 3 },
        {
          ...{ name: 'conv', inputs: ['picture'], op: 'conv', filter, bias: null },
          ...{ strides: ones, dilation: ones, padding: 'same', activation: { kind: 'relu' } },
        },
      ],
    },
    ['conv'],
    workspace,
  );
  if (!program.ok) throw new Error(program.problem.message);
  const image: Tensor4D = tensor4d(pattern(64 * 64 * 3, 2), [1, 64, 64, 3]);
  const result = program.value.gradient(image, (found) => new Map([...found].map(keep)));
  program.value.dispose();
  return [...result.dataSync()];
}

const keep = ([name, a]: readonly [string, Tensor4D]): [string, Tensor4D] => [name, a.clone()];

async function use(count: number): Promise<string> {
  const kernelsUrl = new URL('../kernels/', self.location.href);
  const source = { read: (file: string) => download(new URL(file, kernelsUrl).href) };
  const kernels = { source, threads: { count, spawn: spawnThread } };
  const used = await useBackend('wasm', { wasmPaths: wasmUrls, kernels });
  return used.ok ? `${used.value.backend} passed with ${used.value.kernels}` : used.problem.message;
}

await use(1);
const alone = gradient();
const passed = await use(3);
let same = true;
while ((currentWorkspace()?.joined ?? 0) < 4) {
  same &&= gradient().every((value, i) => value === alone[i]);
  await new Promise((resolve) => setTimeout(resolve));
}
postMessage(`${passed}; ${same ? 'same bits' : 'other bits'} with more threads`);
