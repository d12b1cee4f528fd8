import type { Scalar, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Picture } from '../picture/picture.ts';
import { resizeMask } from '../picture/resize.ts';
import { disposeInput, meanMagnitude } from '../tensors/arithmetic.ts';
import { maskToTensor, toTensor } from '../tensors/picture-tensor.ts';
import { conditionColour, onlyLuminance } from './colour-conditioning.ts';
import { createOptimiser, type OptimiserState } from './optimiser.ts';
import type { AscentOptions } from './options.ts';
import { createParametrisation, type ParametrisationMap } from './parametrisation.ts';
import { smooth } from './smoothing.ts';
import { decayAt } from './work.ts';

/** The caller disposes both. */
export interface Step {
  /** The picture one step on. */
  readonly next: Tensor4D;
  /**
   * mean|change| before gamut, anchor and mask. Only here do NaNs show: to clip a picture is to turn
   * them into colours.
   */
  readonly change: Scalar;
}

/** The part of an octave that turns gradients into steps. */
export interface Update {
  /**
   * @param gradient takes it over.
   * @param iteration counts from 0 in each octave.
   */
  step(image: Tensor4D, gradient: Tensor4D, iteration: number): Step;
  dispose(): void;
}

/**
 * @param stepSize of this octave.
 * @param base the photo at this octave's size.
 * @param gain how many times too large gradients come, which shows only without normalisation.
 */
export function createUpdate(
  options: AscentOptions,
  stepSize: number,
  base: Picture,
  gain: number,
): Update {
  const { height, width } = base;
  const parametrisation = createParametrisation(options.parametrisation, height, width);
  const optimiser = createOptimiser(options.optimiser);
  const anchor = options.anchor > 0 ? toTensor(base) : null;
  const mask = options.mask ? maskToTensor(resizeMask(options.mask, base)) : null;
  return {
    step(image, gradient, iteration) {
      const size = stepSize * decayAt(options.decay, iteration);
      return tf.tidy(() => {
        const isRaw = options.normalise === 'none' && gain !== 1;
        const scaled = disposeInput(gradient, (g) => (isRaw ? tf.div<Tensor4D>(g, gain) : g));
        const direction = directionOf(scaled, options, parametrisation, optimiser);
        const change = disposeInput(direction, (d) => tf.mul<Tensor4D>(d, size));
        const moved = changeWithin(image, change, options.gamut);
        const held = disposeInput(moved, (x) => (anchor ? mix(x, anchor, options.anchor) : x));
        const next = disposeInput(held, (x) => (mask ? mix(image, x, mask) : x));
        return { next, change: meanMagnitude(change) };
      });
    },
    dispose() {
      parametrisation.dispose();
      optimiser.dispose();
      tf.dispose([anchor, mask].filter((tensor) => tensor !== null));
    },
  };
}

/** The conditioned gradient, through optimiser and parametrisation, in units of the step. */
function directionOf(
  gradient: Tensor4D,
  options: AscentOptions,
  parametrisation: ParametrisationMap,
  optimiser: OptimiserState,
): Tensor4D {
  const smoothed = disposeInput(gradient, (g) => smooth(g, options.smoothing));
  const coloured = disposeInput(smoothed, (g) => conditionColour(g, options.colour));
  const grey = disposeInput(coloured, (g) => (options.luminanceOnly ? onlyLuminance(g) : g));
  // Adam's directions have the size of a step by themselves, but its epsilon wants gradients of
  // about 1; a plain gradient gets its size last, because the parametrisation changes it.
  const isAdam = options.optimiser.kind === 'adam';
  const entering = disposeInput(grey, (g) => (isAdam ? normalise(g, options.normalise) : g));
  const change = disposeInput(entering, (g) =>
    tf.tidy(() => parametrisation.synthesise(optimiser.directions(parametrisation.pullBack(g)))),
  );
  const allowed = disposeInput(change, (c) => (options.luminanceOnly ? onlyLuminance(c) : c));
  // A budget counts mean change, whatever else the gradient is measured by.
  if (options.budget !== undefined) return disposeInput(allowed, (c) => normalise(c, 'mean'));
  return disposeInput(allowed, (c) => (isAdam ? c : normalise(c, options.normalise)));
}

/** a + share · (b - a). */
function mix(a: Tensor4D, b: Tensor4D, share: number | Tensor4D): Tensor4D {
  return tf.tidy(() => tf.add(a, tf.mul(tf.sub(b, a), share)));
}

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

/** Keeps a flat gradient flat, without weighing on one of any size that float32 can square. */
const epsilon = 1e-18;

/**
 * The gradient over its size, measured over the whole picture. With `mean` one step of size s moves
 * the picture by s on average (Google 2015); `std` is the population deviation (TensorFlow
 * tutorial).
 */
export function normalise(gradient: Tensor4D, kind: AscentOptions['normalise']): Tensor4D {
  if (kind === 'none') return gradient;
  return tf.tidy(() => {
    // Squares of raw gradients would leave float32's range: bring them near 1 first.
    const near = tf.div(gradient, tf.add(meanMagnitude(gradient), epsilon)) as Tensor4D;
    if (kind === 'mean') return near;
    const centre = kind === 'std' ? tf.mean(near) : tf.scalar(0);
    const spread = tf.sqrt(tf.mean(tf.square(tf.sub(near, centre))));
    return tf.div(near, tf.add(spread, 1e-8)) as Tensor4D;
  });
}
