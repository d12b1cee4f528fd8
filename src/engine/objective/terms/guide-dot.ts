import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { type Evaluator, toRows, total, weigh } from './evaluator.ts';

/** Products of positions with guide positions held at once: 16 MB. */
const mostProducts = 4_000_000;

/**
 * Σ_p max_q x_p·y_q over guide positions q; its cotangent at p is y at its best q, the first of
 * equals (Google 2015, `objective_guide`).
 * @param guide the guide's activation, [1, h, w, c]; stays the caller's.
 */
export function guideDotEvaluator(guide: Tensor4D): Evaluator {
  const features = tf.keep(toRows(guide));
  // Kept both ways, because wasm multiplies fifteen times slower when told to transpose.
  const columns = tf.keep(tf.transpose(features));
  return {
    evaluate: (activation, mask) => {
      const matched = bestMatches(toRows(activation), features, columns);
      const cotangent = weigh(tf.reshape(matched, activation.shape) as Tensor4D, mask);
      return { value: total(tf.mul(activation, cotangent)), cotangent };
    },
    dispose: () => tf.dispose([features, columns]),
  };
}

/** For each row, the feature with the largest dot product, a chunk of rows at a time. */
function bestMatches(rows: Tensor2D, features: Tensor2D, columns: Tensor2D): Tensor2D {
  const [count, channels] = rows.shape;
  const chunk = Math.max(1, Math.floor(mostProducts / features.shape[0]));
  const parts: Tensor2D[] = [];
  for (let begin = 0; begin < count; begin += chunk) {
    const size = Math.min(chunk, count - begin);
    parts.push(
      tf.tidy(() => {
        const part = tf.slice2d(rows, [begin, 0], [size, channels]);
        const best = tf.argMax<Tensor1D>(tf.matMul(part, columns), 1);
        return tf.gather(features, best);
      }),
    );
  }
  return tf.concat(parts, 0);
}
