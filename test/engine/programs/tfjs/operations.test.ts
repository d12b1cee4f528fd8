import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { useBackend } from '../../../../src/engine/backend/use-backend.ts';
import { compileTfjsProgram } from '../../../../src/engine/programs/tfjs/tfjs-program.ts';
import { checkOperation, operationCases } from '../operation-cases.ts';

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(async () => void (await useBackend(backend)));
  afterAll(() => tf.setBackend('cpu'));

  test.each(operationCases.map((stored) => [stored.name, stored] as const))('%s', (_, stored) =>
    checkOperation(stored, compileTfjsProgram),
  );
});
