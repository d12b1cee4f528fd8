import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { useBackend } from '../../../../src/engine/backend/use-backend.ts';
import { compileTfjsProgram } from '../../../../src/engine/programs/tfjs/tfjs-program.ts';
import { cases, checkLayer } from '../../network/layer-cases.ts';

/** Every layer class, forward against the LayersModel itself, backward against its autograd. */
describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(async () => void (await useBackend('wasm')));
  afterAll(() => tf.setBackend('cpu'));

  test.each(Object.entries(cases))('%s', (_, build) =>
    checkLayer(build, compileTfjsProgram, backend),
  );
});
