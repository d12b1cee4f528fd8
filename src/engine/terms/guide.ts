import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { type Evaluator, toRows, total, weigh } from './evaluator.ts';

/** Against division by 0 where guide and photo leave a layer silent. */
const tiny = 1e-12;

/**
 * Σ_p w·a_p, cotangent w everywhere, with w = (mg - mc) / (mg + mc + ¼·mean(mg + mc)) from the
 * mean activation per channel of guide and photo: up with the guide's channels, down with the
 * photo's own. The denominator takes mean magnitudes: the same on rectified layers, and elsewhere
 * means could cancel in it.
 * @param guide @param photo activations [1, h, w, c] of any size; they stay the caller's.
 */
export function channelContrastEvaluator(guide: Tensor4D, photo: Tensor4D): Evaluator {
  const weights = tf.tidy(() => {
    const difference = tf.sub(channelMeans(guide), channelMeans(photo));
    const size = tf.add(channelMeans(tf.abs(guide)), channelMeans(tf.abs(photo)));
    const floor = tf.add(tf.mul(tf.mean(size), 0.25), tiny);
    return tf.keep(tf.div<Tensor4D>(difference, tf.add(size, floor)));
  });
  return {
    evaluate: (activation, mask) => {
      const cotangent = weigh(tf.mul<Tensor4D>(tf.onesLike(activation), weights), mask);
      return { value: total(tf.mul(activation, cotangent)), cotangent };
    },
    dispose: () => weights.dispose(),
  };
}

/**
 * ½ Σ v·a², cotangent a·v, where v is the guide's activation summed per channel, over its mean
 * magnitude.
 * @param guide [1, h, w, c]; stays the caller's.
 */
export function channelWeightsEvaluator(guide: Tensor4D): Evaluator {
  const weights = tf.tidy(() => {
    const means = channelMeans(guide);
    return tf.keep(tf.div<Tensor4D>(means, tf.add(tf.mean(tf.abs(means)), tiny)));
  });
  return {
    evaluate: (activation, mask) => {
      const cotangent = weigh(tf.mul<Tensor4D>(activation, weights), mask);
      return { value: tf.mul(total(tf.mul(activation, cotangent)), 0.5), cotangent };
    },
    dispose: () => weights.dispose(),
  };
}

/** [1, h, w, c] to [1, 1, 1, c] */
function channelMeans(activation: Tensor4D): Tensor4D {
  return tf.mean(activation, [1, 2], true);
}

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
