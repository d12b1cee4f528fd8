import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import type { Network } from '../../../src/engine/network/network.ts';
import { compileSimdProgram } from '../../../src/engine/programs/simd/simd-program.ts';
import type { Workspace } from '../../../src/engine/programs/simd/workspace/workspace.ts';
import { compileTfjsProgram } from '../../../src/engine/programs/tfjs/tfjs-program.ts';
import { expectOk } from '../ascent/run-ascent.ts';
import { worstError } from '../network/autograd-reference.ts';
import { embedded } from '../network/embedded.ts';
import { gradientsOf, inception, nanodet, ssd } from '../network/gradient-cases.ts';
import type { Compile } from '../network/layer-cases.ts';
import { openWorkspace } from './simd/kernels.ts';

/**
 * Input gradients of whole networks, on our own kernels and on tfjs operations, against tfjs autograd
 * on the cpu backend, which shares no code with either but the weights. The worst single number
 * counts, so one unit that rounding puts on the other side of its ReLU shows: 2.6e-3 for the third
 * MobileNet case at 63 px.
 */
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
    const simd: Compile = (ofNetwork, layers) => compileSimdProgram(ofNetwork, layers, workspace);
    const programs = [simd, compileTfjsProgram].map((compile) =>
      expectOk(compile(network, Object.keys(combination))),
    );
    const { actual, reference } = await gradientsOf(name, network, combination, side, programs);
    for (const program of programs) program.dispose();
    for (const gradient of actual) expect(worstError(gradient, reference)).toBeLessThan(1e-3);
  });
});
