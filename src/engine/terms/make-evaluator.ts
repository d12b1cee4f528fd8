import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { ok, type Result } from '../../common/result.ts';
import type {
  ContentTerm,
  GuideTerm,
  NetworkTerm,
  StyleStatistic,
  StyleTerm,
} from '../objective/objective.ts';
import type { Size } from '../picture/picture.ts';
import { resize } from '../picture/resize.ts';
import { contentEvaluator } from './content.ts';
import { directionEvaluator } from './direction.ts';
import { type Evaluator, selectionOf } from './evaluator.ts';
import { channelContrastEvaluator, channelWeightsEvaluator, guideDotEvaluator } from './guide.ts';
import { layerEvaluator } from './layer.ts';
import { neuronEvaluator } from './neuron.ts';
import type { PrepareContext } from './prepared.ts';
import { type References, readActivation } from './references.ts';
import { gramEvaluator, momentsEvaluator } from './style.ts';
import { wassersteinEvaluator } from './style-wasserstein.ts';
import { cropToView, keyOf } from './view.ts';

/** The formula of a term with its targets for one octave. */
export function makeEvaluator(
  term: NetworkTerm,
  context: PrepareContext,
  references: References,
): Result<Evaluator> {
  switch (term.kind) {
    case 'layer':
      return ok(layerEvaluator(term));
    case 'neuron':
      return ok(neuronEvaluator(term, context.start));
    case 'direction':
      return ok(directionEvaluator(term));
    case 'guide':
      return makeGuide(term, context, references);
    case 'style':
      return makeStyle(term, context, references);
    case 'content':
      return ok(makeContent(term, context));
  }
}

function makeGuide(
  { guide, guideSize, layer, match, channels }: GuideTerm,
  { start }: PrepareContext,
  references: References,
): Result<Evaluator> {
  const seen = references.activation(guide, withLongSide(guide, guideSize), layer, 'guide');
  if (!seen.ok) return seen;
  if (match === 'dot') return ok(withSelected([seen.value], channels, guideDotEvaluator));
  if (match === 'channel-weights') {
    return ok(withSelected([seen.value], channels, channelWeightsEvaluator));
  }
  // Means over a layer change little with size, so the photo is looked at no larger than the guide.
  const size = withLongSide(start, Math.min(guideSize, Math.max(start.width, start.height)));
  const photo = references.activation(start, size, layer, 'photo');
  if (!photo.ok) return photo;
  return ok(withSelected([seen.value, photo.value], channels, channelContrastEvaluator));
}

/**
 * A guide's evaluator of some channels only: where the activations it is made from are silent, it
 * wants nothing of the picture.
 */
function withSelected<A extends readonly Tensor4D[]>(
  activations: readonly [...A],
  channels: readonly number[] | undefined,
  make: (...activations: A) => Evaluator,
): Evaluator {
  if (!channels) return make(...activations);
  const selected = activations.map((activation) =>
    tf.tidy(() => tf.mul<Tensor4D>(activation, selectionOf(channels, activation.shape[3]))),
  );
  const evaluator = make(...(selected as readonly Tensor4D[] as A));
  tf.dispose(selected);
  return evaluator;
}

function makeStyle(
  { style, styleScale, layer, statistic }: StyleTerm,
  { octaveScale }: PrepareContext,
  references: References,
): Result<Evaluator> {
  const size = scaled(style, styleScale * octaveScale);
  const seen = references.activation(style, size, layer, 'style picture');
  return seen.ok ? ok(styleEvaluators[statistic](seen.value)) : seen;
}

const styleEvaluators: Readonly<Record<StyleStatistic, (style: Tensor4D) => Evaluator>> = {
  'gram-absolute': (style) => gramEvaluator(style, 'absolute'),
  'gram-square': (style) => gramEvaluator(style, 'square'),
  moments: momentsEvaluator,
  wasserstein: wassersteinEvaluator,
};

/** One target for each shift and tile, as the network sees the content there. */
function makeContent(
  { content, layer }: ContentTerm,
  { program, start, shifts = [[0, 0]], tiles = [], edges = 'wrap' }: PrepareContext,
): Evaluator {
  const { width, height } = start;
  const picture = content ? resize(content, { width, height }) : start;
  const targets = new Map<string, Tensor4D>();
  for (const shift of shifts) {
    for (const tile of tiles.length === 0 ? [null] : tiles) {
      const view = { shift, tile, edges };
      const key = keyOf(view, start);
      if (!targets.has(key))
        targets.set(key, readActivation(program, cropToView(picture, 3, view), layer));
    }
  }
  return contentEvaluator(targets, (view) => keyOf(view, start));
}

function withLongSide(size: Size, long: number): Size {
  return scaled(size, long / Math.max(size.width, size.height));
}

function scaled({ width, height }: Size, factor: number): Size {
  return {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  };
}
