import { mixable, mixed } from '../../common/mix.ts';
import { ok } from '../../common/result.ts';
import type { NodeParams, NodeRun } from '../_run/node-run.ts';
import type { wave } from './definition.ts';

export const run: NodeRun<typeof wave> = (_inputs, params) => {
  const { low, high } = params;
  return ok({ number: low + (high - low) * heightOf(params) });
};

/** From 0 (low) to 1 (high). */
function heightOf({ shape, phase, loops, seed }: NodeParams<typeof wave>): number {
  switch (shape) {
    case 'sine':
      return (1 - Math.cos(2 * Math.PI * phase)) / 2;
    case 'triangle':
      return 1 - Math.abs(1 - 2 * phase);
    case 'square':
      return phase % 1 < 0.5 ? 0 : 1;
    default:
      return noiseAt(phase, seed, loops ? seed : (seed + 1) % mixable);
  }
}

/** Random heights in one period. */
const knots = 8;

/**
 * Value noise: random heights at equal distances, with a smoothstep from each to the next.
 * @param next seed of the period that follows, to whose first height this one leads.
 */
function noiseAt(phase: number, seed: number, next: number): number {
  const at = phase * knots;
  const knot = Math.min(knots - 1, Math.floor(at));
  const share = at - knot;
  const from = heightAt(seed, knot);
  const to = knot + 1 < knots ? heightAt(seed, knot + 1) : heightAt(next, 0);
  return from + (to - from) * share * share * (3 - 2 * share);
}

/** From 0 to 1. */
function heightAt(seed: number, knot: number): number {
  return mixed(mixed(seed) + knot) / (mixable - 1);
}
