import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../../../src/engine/backend/use-backend.ts';
import type { Network } from '../../../../src/engine/network/network.ts';
import { compileTfjsProgram } from '../../../../src/engine/programs/tfjs/tfjs-program.ts';
import { worstError } from '../../network/autograd-reference.ts';
import { embedded } from '../../network/embedded.ts';
import { gradientsOf, inception, nanodet, ssd } from '../../network/gradient-cases.ts';

/**
 * Input gradients of whole networks against tfjs autograd on the cpu backend. The program runs on
 * wasm; the two share no code but the weights. The worst single number counts, so one unit that
 * rounding puts on the other side of its ReLU shows: 2.6e-3 for the third MobileNet case at 63 px.
 */
describe.each([
  ['inception-v3', inception],
  ['nanodet', nanodet],
  ['ssd', ssd],
] as const)('%s', (name, combinations) => {
  let network: Network;
  beforeAll(async () => {
    await useBackend('wasm');
    network = await embedded(name);
  });
  afterAll(() => tf.setBackend('cpu'));

  test.each(combinations)(
    '%i px, %o',
    async (side, combination) => {
      const { actual, reference } = await gradientsOf(
        name,
        network,
        combination,
        side,
        compileTfjsProgram,
      );
      expect(worstError(actual, reference)).toBeLessThan(1e-3);
    },
    120_000,
  );
});
