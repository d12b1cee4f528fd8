import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** Burt and Adelson (1983) and TensorFlow's DeepDream notebook (2015): along each axis, over 16. */
const kernel = [1, 4, 6, 4, 1];

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
  const taps = kernel.flatMap((tap) => new Array<number>(image.shape[3]).fill(tap / 16));
  const across = tf.tensor4d(taps, [1, kernel.length, image.shape[3], 1]);
  const down = tf.tensor4d(taps, [kernel.length, 1, image.shape[3], 1]);
  return tf.depthwiseConv2d(
    tf.depthwiseConv2d(image, across, [1, 2], 'same'),
    down,
    [2, 1],
    'same',
  );
}

/**
 * Transposed convolution by 4 times the kernel, zeros around, to the size from which `shrink` came:
 * the adjoint of 4 · `shrink`. Written as [1 3 3 1] * [1 1], which is bilinear doubling and the mean
 * of neighbours: several times faster than a convolution over stuffed zeros.
 */
export function enlarge(image: Tensor4D, height: number, width: number): Tensor4D {
  const [, rows, columns, channels] = image.shape;
  const framed = tf.pad(tf.reshape(image, [rows, columns * channels]), [
    [1, 1],
    [channels, channels],
  ]);
  const double = tf.image.resizeBilinear(
    tf.reshape(framed, [1, rows + 2, columns + 2, channels]) as Tensor4D,
    [2 * rows + 4, 2 * columns + 4],
    false,
    true,
  );
  const flat = tf.reshape(double, [2 * rows + 4, (2 * columns + 4) * channels]) as Tensor2D;
  const [top, left] = [firstOf(height), firstOf(width) * channels];
  const part = (x: Tensor2D, y: number, at: number): Tensor2D =>
    tf.slice(x, [y, at], [height, width * channels]);
  const corners = [
    part(flat, top, left),
    part(flat, top, left + channels),
    part(flat, top + 1, left),
    part(flat, top + 1, left + channels),
  ];
  return tf.reshape(tf.mul(tf.addN(corners), 1 / 4), [1, height, width, channels]);
}

/** SAME begins its windows one pixel further in for an even length. */
function firstOf(length: number): number {
  return length % 2 === 0 ? 1 : 2;
}
