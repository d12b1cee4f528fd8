import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { type InputRange, inputChannels, uniformRange } from '../../network/input-range.ts';

/** From a picture to a network's input, and from the gradient by the input to that by the picture. */
interface ColourMap {
  /** A new tensor. */
  readonly forward: (image: Tensor4D) => Tensor4D;
  /** Takes the gradient over. */
  readonly backward: (gradient: Tensor4D) => Tensor4D;
}

export function colourMap(range: InputRange, channels: number): ColourMap {
  const uniform = uniformRange(range, channels);
  return uniform ? uniformMap(uniform) : matrixMap(range, channels);
}

function uniformMap({ scale, offset }: { scale: number; offset: number }): ColourMap {
  return {
    forward: (image) =>
      scale === 1 && offset === 0
        ? tf.clone(image)
        : tf.tidy(() => tf.add(tf.mul(image, scale), offset)),
    backward: (gradient) => {
      if (scale === 1) return gradient;
      const scaled = tf.mul(gradient, scale);
      gradient.dispose();
      return scaled as Tensor4D;
    },
  };
}

/** A 1x1 convolution: each channel of the input is a weighted sum of the colours. */
function matrixMap(range: InputRange, channels: number): ColourMap {
  const inputs = inputChannels(range, channels);
  const transposed = inputs.flatMap(({ weights }) => [...weights]);
  const filter = [0, 1, 2].flatMap((colour) => inputs.map(({ weights }) => weights[colour] ?? 0));
  const multiplied = (x: Tensor4D, numbers: number[], from: number, to: number) =>
    tf.conv2d(x, tf.tensor4d(numbers, [1, 1, from, to]), 1, 'valid');
  return {
    forward: (image) =>
      tf.tidy(() => {
        const offsets = tf.tensor1d(inputs.map(({ offset }) => offset));
        return tf.add<Tensor4D>(multiplied(image, filter, 3, channels), offsets);
      }),
    backward: (gradient) => {
      const mapped = tf.tidy(() => multiplied(gradient, transposed, channels, 3));
      gradient.dispose();
      return mapped;
    },
  };
}
