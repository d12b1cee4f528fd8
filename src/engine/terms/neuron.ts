import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { NeuronTerm } from '../objective/objective.ts';
import type { Size } from '../picture/picture.ts';
import { type Evaluator, stateless, total, weigh } from './evaluator.ts';
import { placeIn, viewSize } from './view.ts';

/**
 * The unit at the picture's centre, wherever a shift has moved it: to the nearest unit, that is.
 * A tile without it has value and cotangent 0.
 */
export function neuronEvaluator({ channel }: NeuronTerm, picture: Size): Evaluator {
  const centre = { y: picture.height / 2, x: picture.width / 2 };
  return stateless((activation, mask, view) => {
    const [, height, width, count] = activation.shape;
    const seen = viewSize(view, picture);
    const place = placeIn(view, picture, centre);
    const row = place ? Math.floor((place.y * height) / seen.height) : -1;
    const column = place ? Math.floor((place.x * width) / seen.width) : -1;
    const unit = tf.mul<Tensor4D>(
      tf.mul(oneHot([1, height, 1, 1], row), oneHot([1, 1, width, 1], column)),
      oneHot([1, 1, 1, count], channel),
    );
    const cotangent = weigh(unit, mask);
    return { value: total(tf.mul(activation, cotangent)), cotangent };
  });
}

function oneHot(shape: [number, number, number, number], index: number): Tensor4D {
  const length = Math.max(...shape);
  return tf.tensor4d(
    Float32Array.from({ length }, (_, i) => (i === index ? 1 : 0)),
    shape,
  );
}
