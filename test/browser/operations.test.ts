import { beforeAll, expect, test } from 'vitest';
import { useBackend } from '../../src/engine/backend/use-backend.ts';
import { compileTfjsProgram } from '../../src/engine/programs/tfjs/tfjs-program.ts';
import { checkOperation, operationCases } from '../engine/programs/operation-cases.ts';

/** Operations of the IR on a graphics card: of each kind of shader that they need one. */
beforeAll(async () => {
  expect(await useBackend('webgl')).toMatchObject({ ok: true });
});

const chosen = operationCases.filter(({ name }) =>
  [
    'a convolution in three groups, strided',
    'a transposed convolution with rows and columns more',
    'a depthwise convolution with strides and dilation',
    'a max pool 2x3 at 3x2 with margins that goes on to the end',
    'an average pool 2x3 at 3x2 that counts its margins and goes on to the end',
    'a dilated max pool, strided, that goes on to the end',
    'the largest of all positions',
    'gelu',
    'celu',
    'group norm',
    'local response as in GoogLeNet',
    'maximum of one channel and several',
    'channel max',
    'channels in another order',
    'pad, reflect',
    'space to depth, CRD',
  ].includes(name),
);

test('every one of them is there', () => expect(chosen.length).toBe(16));

test.each(chosen.map((stored) => [stored.name, stored] as const))('%s', (_, stored) =>
  checkOperation(stored, compileTfjsProgram, ['small']),
);
