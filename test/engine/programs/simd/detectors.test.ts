import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, test } from 'vitest';
import { useBackend } from '../../../../src/engine/backend/use-backend.ts';
import { compileSimdProgram } from '../../../../src/engine/programs/simd/simd-program.ts';
import { checkDetector } from '../../network/detectors.ts';
import { openWorkspace } from './kernels.ts';

beforeAll(async () => void (await useBackend('wasm')));
afterAll(() => tf.setBackend('cpu'));

test.each(['nanodet', 'ssd'] as const)(
  '%s computes what its package does, in float64',
  async (name) => {
    const workspace = await openWorkspace();
    await checkDetector(name, (network, layers) => compileSimdProgram(network, layers, workspace));
  },
);
