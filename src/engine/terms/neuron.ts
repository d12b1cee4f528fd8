import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { inferSight } from '../network/geometry.ts';
import type { Pair } from '../network/ir.ts';
import type { Sight } from '../network/windows.ts';
import type { NeuronTerm } from '../objective/objective.ts';
import type { Size } from '../picture/picture.ts';
import { type Evaluator, stateless, total, weigh } from './evaluator.ts';
import { placeIn, type View, viewSize } from './view.ts';

/**
 * The unit that looks nearest to the pixel at the picture's centre, wherever a shift has moved it.
 * A tile without it has value and cotangent 0.
 */
export function neuronEvaluator({ network, layer, channel }: NeuronTerm, picture: Size): Evaluator {
  return stateless((activation, mask, view) => {
    const [, height, width, count] = activation.shape;
    const sight = inferSight(network.ir, layer, viewSize(view, picture));
    const [row, column] = nearestUnit(sight, { height, width }, view, picture);
    const unit = tf.mul<Tensor4D>(
      tf.mul(oneHot([1, height, 1, 1], row), oneHot([1, 1, width, 1], column)),
      oneHot([1, 1, 1, count], channel),
    );
    const cotangent = weigh(unit, mask);
    return { value: total(tf.mul(activation, cotangent)), cotangent };
  });
}

/** Row and column, outside of the units where another tile has the unit. */
function nearestUnit(sight: Sight, units: Size, view: View, picture: Size): Pair {
  const whole = viewSize({ ...view, tile: null }, picture);
  const { top, left, ...size } = view.tile ?? { top: 0, left: 0, ...whole };
  const centre = { y: Math.floor(picture.height / 2), x: Math.floor(picture.width / 2) };
  const away = placeIn({ ...view, tile: null }, picture, centre) ?? centre;
  const { y, x } = placeIn(view, picture, centre) ?? { y: away.y - top, x: away.x - left };
  const along = (axis: 0 | 1, place: number, count: number, isFirst: boolean, isLast: boolean) => {
    const first = sight.begin[axis] + sight.extent[axis] / 2;
    const nearest = Math.round((place + 0.5 - first) / sight.stride[axis]);
    if (isFirst && nearest < 0) return 0;
    return isLast ? Math.min(nearest, count - 1) : nearest;
  };
  return [
    along(0, y, units.height, top <= 0, top + size.height >= whole.height),
    along(1, x, units.width, left <= 0, left + size.width >= whole.width),
  ];
}

function oneHot(shape: [number, number, number, number], index: number): Tensor4D {
  const length = Math.max(...shape);
  return tf.tensor4d(
    Float32Array.from({ length }, (_, i) => (i === index ? 1 : 0)),
    shape,
  );
}
