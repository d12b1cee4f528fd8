import * as tf from '@tensorflow/tfjs-core';
import { fail, ok, type Result } from '../../common/result.ts';
import { checkTerm } from '../objective/check.ts';
import type { ImageTerm, NetworkTerm } from '../objective/objective.ts';
import { toTensor } from '../tensors/picture-tensor.ts';
import { startDistance, totalVariation } from './image-terms.ts';
import { makeEvaluator } from './make-evaluator.ts';
import { createMaskViews } from './mask-views.ts';
import type { PrepareContext, PreparedImageTerm, PreparedLayerTerm } from './prepared.ts';
import { createReferences, type References } from './references.ts';

/**
 * Computes the targets of terms over one network for one octave: a guide or style picture that
 * several terms share is looked at once. Call it between steps, not inside `Program.gradient`.
 * @param terms all on layers that `context.program` was compiled for.
 * @returns in the same order, the caller disposes them; problems `unknown-channel`, `no-channels`,
 *   `direction-length`, and `layer-too-deep` for a guide, style or content picture too small for
 *   the program's layers.
 */
export function prepareLayerTerms(
  terms: readonly NetworkTerm[],
  context: PrepareContext,
): Result<readonly PreparedLayerTerm[]> {
  const references = createReferences(context.program);
  const prepared: PreparedLayerTerm[] = [];
  try {
    for (const term of terms) {
      const result = prepareOne(term, context, references);
      if (!result.ok) {
        for (const before of prepared) before.dispose();
        return result;
      }
      prepared.push(result.value);
    }
    return ok(prepared);
  } finally {
    references.dispose();
  }
}

/** A term on the picture itself, for one octave; the caller disposes it. */
export function prepareImageTerm(
  term: ImageTerm,
  { start }: Pick<PrepareContext, 'start'>,
): PreparedImageTerm {
  if (term.kind === 'total-variation') return { term, evaluate: totalVariation, dispose: () => {} };
  const from = tf.keep(toTensor(start));
  return {
    term,
    evaluate: (image) => startDistance(image, from),
    dispose: () => from.dispose(),
  };
}

function prepareOne(
  term: NetworkTerm,
  context: PrepareContext,
  references: References,
): Result<PreparedLayerTerm> {
  const problem = checkTerm(term, context.start);
  if (problem) return fail(problem);
  const made = makeEvaluator(term, context, references);
  if (!made.ok) return made;
  const evaluator = made.value;
  const masks = term.mask ? createMaskViews(term.mask, context.start, term) : null;
  return ok({
    term,
    evaluate: (activation, shift, tile) => {
      const view = { shift, tile: tile ?? null, ...(context.edges && { edges: context.edges }) };
      const [, height, width] = activation.shape;
      const mask = masks?.at({ width, height }, view) ?? null;
      return tf.tidy(() => ({ ...evaluator.evaluate(activation, mask, view) }));
    },
    dispose: () => {
      evaluator.dispose();
      masks?.dispose();
    },
  });
}
