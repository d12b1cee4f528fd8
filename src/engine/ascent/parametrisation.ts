import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { CORRELATE } from '../picture/colour.ts';
import { transpose } from '../picture/matrix3.ts';
import { multiplyColour } from './colour-conditioning.ts';
import { enlarge, shrink } from './laplacian-pyramid.ts';
import type { AscentOptions } from './options.ts';

/**
 * In what terms the ascent moves the picture: x = D · p for a linear map D of parameters to
 * pictures [1, H, W, 3]. Only changes pass through D, so the parameters of the picture itself are
 * never needed, and a picture cut to its gamut cannot disagree with them. Call inside a tidy.
 */
export interface ParametrisationMap {
  /** Dᵀ · g: the gradient by the parameters. */
  pullBack(gradient: Tensor4D): readonly Tensor[];
  /** D · p: the change of the picture that a change of the parameters makes. */
  synthesise(parameters: readonly Tensor[]): Tensor4D;
  dispose(): void;
}

export function createParametrisation(
  parametrisation: AscentOptions['parametrisation'],
  height: number,
  width: number,
): ParametrisationMap {
  switch (parametrisation.kind) {
    case 'pixel':
      return pixelParametrisation;
    case 'laplacian':
      return laplacianParametrisation(parametrisation.levels, parametrisation.gain);
    case 'spectral':
      return spectralParametrisation(height, width, parametrisation.power);
  }
}

/** Each value of each pixel is a parameter. */
const pixelParametrisation: ParametrisationMap = {
  pullBack: (gradient) => [gradient],
  synthesise: ([change]) => change as Tensor4D,
  dispose: () => {},
};

/** A band this small is as coarse as is of use. */
const smallestSide = 8;

/**
 * A sum of pictures, each half as large as the one before and counting gain^k: one step of Adam then
 * moves broad forms as easily as single pixels, which keeps style transfer calm.
 * @param levels how many pictures, the full-size one included; fewer for small pictures.
 */
function laplacianParametrisation(levels: number, gain: number): ParametrisationMap {
  return {
    pullBack(gradient) {
      const bands = [gradient];
      for (let level = 1; level < levels; level++) {
        const finer = bands.at(-1) as Tensor4D;
        if (Math.min(finer.shape[1], finer.shape[2]) < 2 * smallestSide) break;
        bands.push(tf.mul(shrink(finer), 4));
      }
      return bands.map((band, level) => tf.mul(band, gain ** level));
    },
    synthesise(parameters) {
      const bands = parameters.map((band, level) => tf.mul(band, gain ** level) as Tensor4D);
      return bands.reduceRight((coarse, band) =>
        tf.add(band, enlarge(coarse, band.shape[1], band.shape[2])),
      );
    },
    dispose: () => {},
  };
}

/**
 * Cosine coefficients (DCT-II) of decorrelated colour, as matrix products with the two cosine bases:
 * low frequencies, of which pictures are made, count most. After Lucid's `fft_image`.
 * @param power of 1/f by which the coefficients count; 1 as in Lucid, 0 for equal parts.
 */
function spectralParametrisation(height: number, width: number, power: number): ParametrisationMap {
  const rows = tf.tensor2d(cosineBasis(height), [height, height]);
  const columns = tf.tensor2d(cosineBasis(width), [width, width]);
  const gains = tf.tensor2d(frequencyGains(height, width, power), [height, width]);
  return {
    pullBack(gradient) {
      const planes = toPlanes(multiplyColour(gradient, transpose(CORRELATE)));
      const across = timesColumns(planes, (flat) => tf.matMul(flat, columns, false, true));
      return [tf.mul(timesRows(across, rows, false), gains)];
    },
    synthesise([coefficients]) {
      const scaled = tf.mul(coefficients as Tensor3D, gains) as Tensor3D;
      const across = timesColumns(scaled, (flat) => tf.matMul(flat, columns));
      return multiplyColour(toImage(timesRows(across, rows, true)), CORRELATE);
    },
    dispose: () => tf.dispose([rows, columns, gains]),
  };
}

function toPlanes(image: Tensor4D): Tensor3D {
  return tf.transpose(tf.squeeze(image, [0]), [2, 0, 1]) as Tensor3D;
}

function toImage(planes: Tensor3D): Tensor4D {
  return tf.expandDims(tf.transpose(planes, [1, 2, 0]), 0) as Tensor4D;
}

function timesColumns(planes: Tensor3D, product: (flat: tf.Tensor2D) => tf.Tensor2D): Tensor3D {
  const [channels, height, width] = planes.shape;
  return tf.reshape(product(tf.reshape(planes, [channels * height, width])), [
    channels,
    height,
    width,
  ]);
}

/** One product per plane, because not every backend broadcasts a matrix over a batch. */
function timesRows(planes: Tensor3D, rows: tf.Tensor2D, transposed: boolean): Tensor3D {
  return tf.stack(
    tf.unstack(planes).map((plane) => tf.matMul(rows, plane as tf.Tensor2D, transposed, false)),
  ) as Tensor3D;
}

/**
 * The orthonormal DCT-II of `n` points as an n x n matrix, row-major: row k holds the cosine of
 * frequency k / (2n) cycles per sample. Its transpose is its inverse.
 */
export function cosineBasis(n: number): Float32Array {
  const basis = new Float32Array(n * n);
  for (let k = 0; k < n; k++) {
    const size = Math.sqrt((k === 0 ? 1 : 2) / n);
    for (let i = 0; i < n; i++) {
      basis[k * n + i] = size * Math.cos((Math.PI * (i + 0.5) * k) / n);
    }
  }
  return basis;
}

/** 1 / max(f, 1 / longer side), f in cycles per pixel: Lucid's scale of spectra (`fft_image`). */
export function frequencyGain(frequency: number, height: number, width: number): number {
  return 1 / Math.max(frequency, 1 / Math.max(height, width));
}

/** `frequencyGain` to a power for every coefficient, divided by their RMS: the mean step stays. */
export function frequencyGains(height: number, width: number, power: number): Float32Array {
  const gains = new Float32Array(height * width);
  let squares = 0;
  for (let k = 0; k < height; k++) {
    for (let l = 0; l < width; l++) {
      const frequency = Math.hypot(k / height, l / width) / 2;
      const gain = frequencyGain(frequency, height, width) ** power;
      gains[k * width + l] = gain;
      squares += gain * gain;
    }
  }
  const rms = Math.sqrt(squares / gains.length);
  return gains.map((gain) => gain / rms);
}
