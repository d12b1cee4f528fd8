import type { Scalar, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Evaluator } from './evaluator.ts';
import { centre, sampleOf, secondMoment } from './style.ts';

/** The map costs some 50 products of channels x channels; in between, the last one serves. */
const evaluationsPerMap = 4;
/** Added to both covariances, as a share of the style's mean variance. */
const ridge = 1e-3;

// Types and not interfaces, because a tidy returns only what has an index signature.

/** How to carry one Gaussian to another, for Σ* = S². */
type Transport = {
  /** T = S (S Σ S)^-½ S, symmetric. */
  readonly map: Tensor2D;
  /** tr Σ* - tr (S Σ S)^½ */
  readonly rest: Scalar;
};

type Wanted = {
  readonly mean: Tensor2D;
  readonly ridge: Tensor2D;
  /** S and tr Σ*, of the covariance with its ridge. */
  readonly root: Tensor2D;
  readonly trace: Scalar;
};

/**
 * The squared Wasserstein-2 distance of Gaussians with the layer's mean and covariance Σ and the
 * style's, per channel: |μ - μ*|² + tr(Σ + Σ* - 2 (S Σ S)^½), over the number of channels
 * (crowsonkb/style-transfer-pytorch, `StyleLossW2`). Written by its transport map T as
 * |μ - μ*|² + tr(Σ (I - T)) + tr Σ* - tr (S Σ S)^½, with derivative I - T by Σ, it may keep T for
 * some steps: value and cotangent then belong to a lower bound that touches where T was made.
 * @param style [1, h, w, c]; stays the caller's.
 */
export function wassersteinEvaluator(style: Tensor4D): Evaluator {
  const wanted = tf.tidy(() => targetOf(style));
  let transport: Transport | null = null;
  let evaluations = 0;
  return {
    evaluate: (activation, mask) => {
      const sample = sampleOf(activation, mask);
      const { mean, centred } = centre(sample);
      if (transport === null || evaluations % evaluationsPerMap === 0) {
        tf.dispose(transport ? [transport.map, transport.rest] : []);
        transport = tf.tidy(() => kept(transportTo(wanted, secondMoment(centred, sample.weigh))));
      }
      evaluations++;
      const channels = mean.size;
      const offset = tf.sub<Tensor2D>(mean, wanted.mean);
      const residual = tf.sub<Tensor2D>(centred, tf.matMul(centred, transport.map));
      const spread = tf.add(tf.sum(tf.mul(sample.weigh(centred), residual)), transport.rest);
      const value = tf.add(tf.sum(tf.square(offset)), spread);
      const rows = tf.mul(sample.weigh(tf.add(offset, residual)), -2 / channels);
      return {
        value: tf.div<Scalar>(value, channels),
        cotangent: tf.reshape(rows, activation.shape),
      };
    },
    dispose: () => {
      tf.dispose([wanted.mean, wanted.ridge, wanted.root, wanted.trace]);
      tf.dispose(transport ? [transport.map, transport.rest] : []);
    },
  };
}

function targetOf(style: Tensor4D): Wanted {
  const sample = sampleOf(style, null);
  const { mean, centred } = centre(sample);
  const covariance = secondMoment(centred, sample.weigh);
  const channels = mean.size;
  // The floor is for a style without any variance.
  const height = tf.add(tf.mul(trace(covariance), ridge / channels), 1e-8);
  const added = tf.mul<Tensor2D>(identity(channels), height);
  const regular = tf.add<Tensor2D>(covariance, added);
  return {
    mean: tf.keep(mean),
    ridge: tf.keep(added),
    root: tf.keep(squareRoot(regular).root),
    trace: tf.keep(trace(regular)),
  };
}

/** The rest takes up the ridge's own share, tr(ridge (I - T)), which no step changes. */
function transportTo(wanted: Wanted, covariance: Tensor2D): Transport {
  const { map, rest } = gaussianTransport(tf.add<Tensor2D>(covariance, wanted.ridge), wanted);
  const ofRidge = tf.sub(trace(wanted.ridge), tf.sum(tf.mul(wanted.ridge, map)));
  return { map, rest: tf.add(rest, ofRidge) };
}

/** Within a `tidy`. */
export function gaussianTransport(
  covariance: Tensor2D,
  { root, trace: wantedTrace }: Pick<Wanted, 'root' | 'trace'>,
): Transport {
  const product = tf.matMul<Tensor2D>(tf.matMul(root, covariance), root);
  const between = squareRoot(product);
  return {
    map: tf.matMul(tf.matMul(root, between.inverse), root),
    rest: tf.sub(wantedTrace, trace(between.root)),
  };
}

function kept({ map, rest }: Transport): Transport {
  return { map: tf.keep(map), rest: tf.keep(rest) };
}

/**
 * Eigenvalues down to 2.25^-18 (5e-7) of the norm are resolved. The inverse of smaller ones comes
 * out too small, never too large; and those that rounding has made negative, about -1e-7 at worst,
 * have no time to diverge. So more steps would not be more exact.
 */
const iterations = 18;

/**
 * The square root of a symmetric matrix without negative eigenvalues, and that root's inverse, by
 * the coupled Newton-Schulz iteration (Higham 2008, "Functions of Matrices", 6.35): matrix products
 * only, so it runs on every backend without reading anything back. Within a `tidy`.
 */
export function squareRoot(matrix: Tensor2D): { root: Tensor2D; inverse: Tensor2D } {
  const norm = tf.sqrt(tf.sum(tf.square(matrix)));
  const threeHalves = tf.mul(identity(matrix.shape[0]), 1.5);
  let root = tf.div<Tensor2D>(matrix, norm);
  let inverse = identity(matrix.shape[0]);
  for (let i = 0; i < iterations; i++) {
    const [nextRoot, nextInverse] = tf.tidy((): [Tensor2D, Tensor2D] => {
      const correction = tf.sub<Tensor2D>(threeHalves, tf.mul(tf.matMul(inverse, root), 0.5));
      return [tf.matMul<Tensor2D>(root, correction), tf.matMul<Tensor2D>(correction, inverse)];
    });
    tf.dispose([root, inverse]);
    root = nextRoot;
    inverse = nextInverse;
  }
  const scale = tf.sqrt(norm);
  return { root: tf.mul<Tensor2D>(root, scale), inverse: tf.div<Tensor2D>(inverse, scale) };
}

export function identity(size: number): Tensor2D {
  return tf.eye(size);
}

export function trace(matrix: Tensor2D): tf.Scalar {
  return tf.sum(tf.mul(matrix, identity(matrix.shape[0])));
}
