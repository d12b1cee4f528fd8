import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** Binomial low-pass along one axis (Burt and Adelson 1983; TensorFlow's DeepDream notebook, 2015). */
const binomial = [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16];

/** Bands of one picture, fine to coarse; the last is what is left. Band k is half as large as k - 1. */
export type Bands = readonly Tensor4D[];

/** A picture with a shorter side is not split further. */
const smallestSide = 4;

/**
 * Laplacian pyramid of [1, H, W, C]: `levels` bands and a residual, fewer where the picture gets
 * too small. Call inside a tidy.
 */
export function splitBands(image: Tensor4D, levels: number): Bands {
  const bands: Tensor4D[] = [];
  let rest = image;
  for (let level = 0; level < levels; level++) {
    const [, height, width] = rest.shape;
    if (Math.min(height, width) < smallestSide) break;
    const low = shrink(rest);
    bands.push(tf.sub(rest, enlarge(low, height, width)));
    rest = low;
  }
  return [...bands, rest];
}

/** The inverse of `splitBands`. Call inside a tidy. */
export function mergeBands(bands: Bands): Tensor4D {
  return bands.reduceRight((coarse, band) =>
    tf.add(band, enlarge(coarse, band.shape[1], band.shape[2])),
  );
}

/** Low-pass and every second pixel: convolution by the kernel, stride 2, SAME. */
export function shrink(image: Tensor4D): Tensor4D {
  const across = tf.depthwiseConv2d(image, filter('across', 1, image.shape[3]), [1, 2], 'same');
  return tf.depthwiseConv2d(across, filter('down', 1, image.shape[3]), [2, 1], 'same');
}

/** Transposed convolution by 4 times the kernel: the adjoint of 4 · `shrink`. */
export function enlarge(image: Tensor4D, height: number, width: number): Tensor4D {
  const channels = image.shape[3];
  const stuffed = tf.pad(stuffZeros(image), [
    [0, 0],
    margins(height, image.shape[1]),
    margins(width, image.shape[2]),
    [0, 0],
  ]);
  const across = tf.depthwiseConv2d(stuffed, filter('across', 2, channels), 1, 'valid');
  return tf.depthwiseConv2d(across, filter('down', 2, channels), 1, 'valid');
}

/** A zero after every pixel, along both axes. */
function stuffZeros(image: Tensor4D): Tensor4D {
  const [, height, width, channels] = image.shape;
  const pixels = tf.reshape(image, [height * width, channels]);
  const across = tf.pad(pixels, [
    [0, 0],
    [0, channels],
  ]);
  const rows = tf.reshape(across, [height, 2 * width * channels]);
  const down = tf.pad(rows, [
    [0, 0],
    [0, 2 * width * channels],
  ]);
  return tf.reshape(down, [1, 2 * height, 2 * width, channels]);
}

/** Where SAME puts the window of the first output (one pixel further in for an even length). */
function margins(length: number, half: number): [number, number] {
  const before = length % 2 === 0 ? 1 : 2;
  return [4 - before, length + before - 2 * half];
}

function filter(direction: 'across' | 'down', gain: number, channels: number): Tensor4D {
  const taps = binomial.flatMap((tap) => new Array<number>(channels).fill(gain * tap));
  const size: [number, number] = direction === 'across' ? [1, 5] : [5, 1];
  return tf.tensor4d(taps, [...size, channels, 1]);
}
