import type { Problem } from '../../common/result.ts';
import type { Term } from '../objective/objective.ts';
import type { Size } from '../picture/picture.ts';

/** Why a step is no good; null when it is. Given mean|gradient| and mean|change of the picture|. */
export function checkStep(
  gradientSize: number,
  change: number,
  octave: number,
  size: Size,
): Problem | null {
  const where = placeOf(octave, size);
  if (!Number.isFinite(gradientSize) || !Number.isFinite(change)) {
    return {
      code: 'gradient-not-finite',
      message: `The gradient became infinite ${where}; the picture is kept as it was before that step. Lower the weights of the objective, or switch on normalisation or another backend.`,
    };
  }
  if (gradientSize === 0) {
    return {
      code: 'gradient-vanished',
      message: `The gradient vanished ${where}: nothing there moves the objective, so the octave is left as it is. Choose another layer or channel, a larger mask, or another start picture.`,
    };
  }
  return null;
}

/** @param index of the term in its objective. */
export function silentTerm(term: Term, index: number, octave: number, size: Size): Problem {
  const name = 'network' in term ? `${term.kind} term on ${term.layer}` : `${term.kind} term`;
  return {
    code: 'term-silent',
    input: `term ${index + 1}`,
    message: `The ${name} has no gradient ${placeOf(octave, size)}, so it takes no part in that octave. Choose another layer or channel for it.`,
  };
}

export const contextLost: Problem = {
  code: 'context-lost',
  message:
    'The GPU lost its memory during the ascent. Run it again; if that happens often, choose the wasm backend or smaller tiles.',
};

function placeOf(octave: number, { width, height }: Size): string {
  return `in octave ${octave + 1} (${width} x ${height})`;
}
