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
    if (Math.min(rest.shape[1], rest.shape[2]) < smallestSide) break;
    const low = shrink(rest);
    bands.push(minusEnlarged(rest, low));
    rest = low;
  }
  return [...bands, rest];
}

/** The inverse of `splitBands`. Call inside a tidy. */
export function mergeBands(bands: Bands): Tensor4D {
  return bands.reduceRight((coarse, band) =>
    tf.tidy(() => tf.add(band, enlarge(coarse, band.shape[1], band.shape[2]))),
  );
}

function minusEnlarged(image: Tensor4D, low: Tensor4D): Tensor4D {
  return tf.tidy(() => tf.sub(image, enlarge(low, image.shape[1], image.shape[2])));
}

/** Low-pass and every second pixel: convolution by the kernel, stride 2, SAME. */
export function shrink(image: Tensor4D): Tensor4D {
  return tf.tidy(() => {
    const channels = image.shape[3];
    const taps = kernel.flatMap((tap) => new Array<number>(channels).fill(tap / 16));
    const across = tf.tensor4d(taps, [1, kernel.length, channels, 1]);
    const down = tf.tensor4d(taps, [kernel.length, 1, channels, 1]);
    const half = tf.depthwiseConv2d(image, across, [1, 2], 'same');
    return tf.depthwiseConv2d(half, down, [2, 1], 'same');
  });
}

/**
 * Transposed convolution by 4 times the kernel, zeros around, to the size from which `shrink` came:
 * the adjoint of 4 · `shrink`. Written as [1 3 3 1] * [1 1], which is bilinear doubling and the mean
 * of neighbours: several times faster than a convolution over stuffed zeros.
 */
export function enlarge(image: Tensor4D, height: number, width: number): Tensor4D {
  const channels = image.shape[3];
  return tf.tidy(() => {
    const rows = addNeighbours(doubled(image), 0, firstOf(height), height);
    const sum = addNeighbours(rows, 1, firstOf(width) * channels, width * channels, channels);
    return tf.reshape(sum, [1, height, width, channels]);
  });
}

/** A quarter of the picture in a frame of zeros, at twice the size, as a matrix. */
function doubled(image: Tensor4D): Tensor2D {
  const [, height, width, channels] = image.shape;
  return tf.tidy(() => {
    const quarter = tf.mul(tf.reshape(image, [height, width * channels]), 1 / 4);
    const framed = tf.pad(quarter, [
      [1, 1],
      [channels, channels],
    ]);
    const picture = tf.reshape(framed, [1, height + 2, width + 2, channels]) as Tensor4D;
    const size: [number, number] = [2 * height + 4, 2 * width + 4];
    const double = tf.image.resizeBilinear(picture, size, false, true);
    return tf.reshape(double, [size[0], size[1] * channels]);
  });
}

/** Of `length` rows or columns from `first` on, each plus the one `apart` behind it. Takes it over. */
function addNeighbours(
  matrix: Tensor2D,
  axis: 0 | 1,
  first: number,
  length: number,
  apart = 1,
): Tensor2D {
  const sum = tf.tidy(() => {
    const part = (from: number): Tensor2D =>
      axis === 0
        ? tf.slice(matrix, [from, 0], [length, -1])
        : tf.slice(matrix, [0, from], [-1, length]);
    return tf.add<Tensor2D>(part(first), part(first + apart));
  });
  matrix.dispose();
  return sum;
}

/** SAME begins its windows one pixel further in for an even length. */
function firstOf(length: number): number {
  return length % 2 === 0 ? 1 : 2;
}
