import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../../../src/engine/backend/use-backend.ts';
import { loadNetwork } from '../../../../src/engine/network/importers/load-network.ts';
import { compileSimdProgram } from '../../../../src/engine/programs/simd/simd-program.ts';
import type { Workspace } from '../../../../src/engine/programs/simd/workspace/workspace.ts';
import { compileTfjsProgram } from '../../../../src/engine/programs/tfjs/tfjs-program.ts';
import { openWorkspace } from '../../programs/simd/kernels.ts';
import { fixtureFiles, fixtureNames, recordedReferences } from '../architectures/onnx-fixtures.ts';
import { checkReference, type Reference } from '../architectures/reference.ts';
import { memorySource } from '../memory-source.ts';

/**
 * Well-known networks as exporters write them, with few channels: every block's end, and the input
 * gradient at three depths, as PyTorch computes them in float64. 97x61 has an odd number of rows or
 * columns at nearly every depth.
 */
let workspace: Workspace;
beforeAll(async () => {
  await useBackend('wasm');
  workspace = await openWorkspace();
});
afterAll(() => tf.setBackend('cpu'));

async function opened(name: string) {
  const source = memorySource(fixtureFiles(name), `${name}.onnx`);
  const loaded = await loadNetwork(source, { name, range: { scale: 1, offset: 0 } });
  if (!loaded.ok) throw new Error(loaded.problem.message);
  return loaded.value;
}

test('there are as many as there were', () => expect(fixtureNames).toHaveLength(20));

describe.each(fixtureNames)('%s', (name) => {
  test('on wasm kernels', async () => {
    const network = await opened(name);
    for (const reference of recordedReferences(name, network)) {
      checkReference(network, reference, (...what) => compileSimdProgram(...what, workspace));
    }
  });

  test('on TensorFlow.js', async () => {
    const network = await opened(name);
    const [odd] = recordedReferences(name, network);
    checkReference(network, odd as Reference, compileTfjsProgram);
  });
});
