import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import type { Network } from '../../../src/engine/network/network.ts';
import { compileTfjsProgram } from '../../../src/engine/programs/tfjs/tfjs-program.ts';
import { checkGradient } from '../../../src/engine/session/gradient-check.ts';
import { createSession, type Session } from '../../../src/engine/session/session.ts';
import { chain } from '../network/small-ir.ts';

/** Whether a wrong gradient is found, at the first layer that has it. */
const network: Network = {
  ...{ name: 'Chain', hash: 'chain', range: { scale: 2, offset: -1 } },
  ir: chain(5, 2),
};
const offered = [1, 2, 3, 4, 5].map((at) => `relu${at}`);

beforeAll(async () => void (await useBackend('wasm')));

/** A session in which the gradient of these layers goes through `spoil`. */
function spoilt(layers: readonly string[], spoil: (gradient: tf.Tensor4D) => tf.Tensor4D): Session {
  return {
    program: (of, wanted) => {
      const made = compileTfjsProgram(of, wanted);
      if (!made.ok) return made;
      const { gradient, ...program } = made.value;
      return {
        ok: true,
        value: {
          ...program,
          gradient: (image, evaluate) => {
            let isSpoilt = false;
            const right = gradient(image, (activations) => {
              const cotangents = evaluate(activations);
              isSpoilt = [...cotangents.keys()].some((layer) => layers.includes(layer));
              return cotangents;
            });
            return isSpoilt ? spoil(right) : right;
          },
        },
      };
    },
    dispose: () => {},
  };
}

const faults: Readonly<Record<string, (gradient: tf.Tensor4D) => tf.Tensor4D>> = {
  'too large by a half': (gradient) => tf.mul(gradient, 1.5),
  'missing at the right border': (gradient) => {
    const [, , width] = gradient.shape;
    const columns = tf
      .range(0, width)
      .less(width - 8)
      .reshape([1, 1, width, 1]);
    return tf.mul(gradient, columns.toFloat());
  },
  missing: (gradient) => tf.zerosLike(gradient),
  'not a number': (gradient) => tf.fill(gradient.shape, Number.NaN),
  'moved by a pixel': (gradient) => {
    const [one, height, width] = gradient.shape;
    return tf.slice(
      tf.pad(gradient, [
        [0, 0],
        [0, 0],
        [1, 0],
        [0, 0],
      ]),
      [0, 0, 0, 0],
      [one, height, width, 3],
    );
  },
};

test('a right gradient agrees with small changes at three depths', async () => {
  const check = await checkGradient(createSession(), network, offered);
  if (!check.ok) throw new Error(check.problem.message);
  expect(check.value.layers.map(({ layer }) => layer)).toEqual(['relu1', 'relu3', 'relu5']);
  expect(check.value.error).toBeLessThan(0.02);
  expect(check.value.wrong).toBeUndefined();
});

test.each(Object.entries(faults))('a gradient that is %s is found', async (_, spoil) => {
  const check = await checkGradient(spoilt(offered.slice(1), spoil), network, offered);
  expect(check).toMatchObject({ ok: true, value: { wrong: 'relu2' } });
});

test('a network none of whose layers is offered has nothing to check', async () => {
  expect(await checkGradient(createSession(), network, [])).toEqual({
    ok: true,
    value: { error: 0, layers: [] },
  });
});
