import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../../../src/engine/backend/use-backend.ts';
import type { Network } from '../../../../src/engine/network/network.ts';
import { compileSimdProgram } from '../../../../src/engine/programs/simd/simd-program.ts';
import type { Workspace } from '../../../../src/engine/programs/simd/workspace/workspace.ts';
import { worstError } from '../../network/autograd-reference.ts';
import { embedded } from '../../network/embedded.ts';
import { gradientsOf, inception, nanodet, ssd } from '../../network/gradient-cases.ts';
import { openWorkspace } from './kernels.ts';

/** Input gradients of whole networks on our own kernels against autograd on the cpu backend. */
describe.each([
  ['inception-v3', inception],
  ['nanodet', nanodet],
  ['ssd', ssd],
] as const)('%s', (name, combinations) => {
  let network: Network;
  let workspace: Workspace;
  beforeAll(async () => {
    await useBackend('wasm');
    network = await embedded(name);
    workspace = await openWorkspace();
  });
  afterAll(() => tf.setBackend('cpu'));

  test.each(combinations)('%i px, %o', async (side, combination) => {
    const { actual, reference } = await gradientsOf(
      name,
      network,
      combination,
      side,
      (ofNetwork, layers) => compileSimdProgram(ofNetwork, layers, workspace),
    );
    expect(worstError(actual, reference)).toBeLessThan(1e-3);
  });
});
