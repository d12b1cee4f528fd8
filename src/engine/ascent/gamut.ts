import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { AscentOptions } from './options.ts';

/** The soft gamut slows changes towards an end of [0, 1] from this far before it. */
const knee = 0.25;

/**
 * The picture after a change, within [0, 1]. `clip` cuts off. `soft` scales a change that leads
 * towards an end by the room left, from a quarter before the end: colours approach the end without
 * burning out, and come back from it freely. Inside a tidy or out; a new tensor.
 */
export function changeWithin(
  image: Tensor4D,
  change: Tensor4D,
  gamut: AscentOptions['gamut'],
): Tensor4D {
  return tf.tidy(() => {
    const scaled = gamut === 'soft' ? tf.mul(change, headroom(image, change)) : change;
    return tf.clipByValue(tf.add(image, scaled), 0, 1) as Tensor4D;
  });
}

/** min(1, room / knee), where room is 1 - x for a change upwards, and x for one downwards. */
function headroom(image: Tensor4D, change: Tensor4D): Tensor4D {
  const up = tf.step(change);
  const room = tf.add(image, tf.mul(up, tf.sub(1, tf.mul(image, 2))));
  return tf.minimum(tf.div(room, knee), 1);
}
