import type { Plan, PlanStep, Source } from '../../runtime/browser.ts';

/**
 * How much a step has to do against others of its type: iterations times the megapixels of all
 * octaves it sees, as far as the values of the graph tell before it runs.
 */
export function workOf(step: PlanStep, plan: Plan): number {
  return numberOf(step, 'iterations', 1) * megapixels(step, plan);
}

function megapixels(step: PlanStep, plan: Plan): number {
  const own = ownMegapixels(step);
  if (own !== undefined) return own;
  const before = plan.steps[pictureSource(step)?.step ?? -1];
  if (!before) return 1;
  return megapixels(before, plan) * (step.type === 'octave-split' ? allOctaves(step) : 1);
}

/** Of steps that bring a picture to a size of their own. */
function ownMegapixels({ params }: PlanStep): number | undefined {
  const { size, fit, width, height } = params;
  const box = fit === 'contain' || fit === 'cover' || fit === 'stretch';
  if (box && typeof width === 'number' && typeof height === 'number') return (width * height) / 1e6;
  // Most photographs are 4 to 3.
  return typeof size === 'number' ? (0.75 * size * size) / 1e6 : undefined;
}

/** Pixels of all octaves together, as a multiple of those of the largest. */
function allOctaves(split: PlanStep): number {
  const shrink = numberOf(split, 'ratio', 1.4) ** -2;
  return (1 - shrink ** numberOf(split, 'count', 5)) / (1 - shrink);
}

/** The picture that is worked on, not one to learn from. */
function pictureSource({ inputs }: PlanStep): Source | undefined {
  return [inputs.image ?? inputs.octaves ?? Object.values(inputs)[0]].flat()[0];
}

function numberOf({ params }: PlanStep, name: string, otherwise: number): number {
  const value = params[name];
  return typeof value === 'number' ? value : otherwise;
}
