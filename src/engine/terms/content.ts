import type { Scalar, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { type Evaluator, weigh } from './evaluator.ts';
import type { View } from './view.ts';

/**
 * mean (a - a*)², over all units whatever the mask. The target of each view is computed through
 * the network for the shifted content, so it is exact at borders and between strides.
 * @param targets [1, h, w, c] by view; taken over.
 * @param keyOf the name of a view among the targets; a view that has none is a bug and throws.
 */
export function contentEvaluator(
  targets: ReadonlyMap<string, Tensor4D>,
  keyOf: (view: View) => string,
): Evaluator {
  return {
    evaluate: (activation, mask, view) => {
      const target = targets.get(keyOf(view));
      if (!target) throw new Error(`No content target was prepared for the view ${keyOf(view)}.`);
      const difference = tf.sub<Tensor4D>(activation, target);
      const weighed = weigh(difference, mask);
      return {
        value: tf.mean<Scalar>(tf.mul(difference, weighed)),
        cotangent: tf.mul(weighed, -2 / activation.size),
      };
    },
    dispose: () => tf.dispose([...targets.values()]),
  };
}
