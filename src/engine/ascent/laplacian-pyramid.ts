import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { disposeInput } from '../tensors/arithmetic.ts';
import { throwIfInterrupted } from '../tensors/interrupt.ts';

/** Burt and Adelson (1983) and TensorFlow's DeepDream notebook (2015): along each axis, over 16. */
const kernel = [1, 4, 6, 4, 1];

/** Bands of one picture, fine to coarse; the last is what is left. Band k is half as large as k - 1. */
export type Bands = readonly Tensor4D[];

/** A picture with a shorter side is not split further. */
const smallestSide = 4;

/**
 * Laplacian pyramid of [1, H, W, C]: `levels` bands and a residual, fewer where the picture gets
 * too small: it may be the only band itself. Call inside a tidy.
 * @param image taken over.
 */
export function splitBands(image: Tensor4D, levels: number): Bands {
  const bands: Tensor4D[] = [];
  let rest = image;
  for (let level = 0; level < levels; level++) {
    if (Math.min(rest.shape[1], rest.shape[2]) < smallestSide) break;
    rest = disposeInput(rest, (finer) => {
      const low = shrink(finer);
      bands.push(minusEnlarged(finer, low));
      return low;
    });
  }
  return [...bands, rest];
}

/** The inverse of `splitBands`. Call inside a tidy. */
export function mergeBands(bands: Bands): Tensor4D {
  return bands.reduceRight((coarse, band) => {
    throwIfInterrupted();
    return tf.tidy(() => tf.add(band, enlarge(coarse, band.shape[1], band.shape[2])));
  });
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
    throwIfInterrupted();
    const half = tf.depthwiseConv2d(image, across, [1, 2], 'same');
    return tf.depthwiseConv2d(half, down, [2, 1], 'same');
  });
}

/**
 * Transposed convolution by 4 times the kernel, zeros around, to the size from which `shrink` came:
 * the adjoint of 4 · `shrink`. Written as [1 3 3 1] * [1 1], which is bilinear doubling and the mean
 * of four neighbours: several times faster than a convolution over stuffed zeros.
 */
export function enlarge(image: Tensor4D, height: number, width: number): Tensor4D {
  return tf.tidy(() => {
    const seen = disposeInput(doubled(image), (double) => cropped(double, height + 1, width + 1));
    // The kernel itself: the operation goes on to copy the whole picture.
    const window = { filterSize: 2, strides: 1, pad: 'valid' };
    return tf.engine().runKernel<Tensor4D>(tf.AvgPool, { x: seen }, window);
  });
}

/** The picture in a frame of zeros, at twice the size. */
function doubled(image: Tensor4D): Tensor4D {
  return tf.tidy(() => {
    const channels = image.shape[3];
    const frame: [number, number][] = [
      [1, 1],
      [channels, channels],
    ];
    const framed = pictureOf(tf.pad(matrixOf(image), frame), channels);
    const [, height, width] = framed.shape;
    return tf.image.resizeBilinear(framed, [2 * height, 2 * width], false, true);
  });
}

/** From the first window of SAME on. */
function cropped(image: Tensor4D, height: number, width: number): Tensor4D {
  return tf.tidy(() => {
    const channels = image.shape[3];
    const begin: [number, number] = [firstOf(height - 1), firstOf(width - 1) * channels];
    const part = tf.slice2d(matrixOf(image), begin, [height, width * channels]);
    return pictureOf(part, channels);
  });
}

/** [1, H, W, C] as [H, W · C], of which parts are copied much faster. */
function matrixOf(image: Tensor4D): Tensor2D {
  const [, height, width, channels] = image.shape;
  return tf.reshape(image, [height, width * channels]);
}

function pictureOf(matrix: Tensor2D, channels: number): Tensor4D {
  const [height, row] = matrix.shape;
  return tf.reshape(matrix, [1, height, row / channels, channels]);
}

/** SAME begins its windows one pixel further in for an even length. */
function firstOf(length: number): number {
  return length % 2 === 0 ? 1 : 2;
}
