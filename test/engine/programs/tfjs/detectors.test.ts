import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, test } from 'vitest';
import { useBackend } from '../../../../src/engine/backend/use-backend.ts';
import { compileTfjsProgram } from '../../../../src/engine/programs/tfjs/tfjs-program.ts';
import { checkDetector } from '../../network/detectors.ts';

beforeAll(async () => void (await useBackend('wasm')));
afterAll(() => tf.setBackend('cpu'));

test.each(['nanodet', 'ssd'] as const)('%s computes what its package does, in float64', (name) =>
  checkDetector(name, compileTfjsProgram),
);
