import type { Size } from '../picture/picture.ts';
import type { Random } from '../picture/random.ts';
import type { Shift } from '../terms/prepared.ts';
import type { AscentOptions } from './options.ts';

/** Shifts kept for an octave where each costs a target of its own. */
const poolSize = 6;

/** The shift of each step of an octave, in turn. */
export interface Shifts {
  /** All that will ever come, where the objective has to know them; else null. */
  readonly pool: readonly Shift[] | null;
  readonly next: () => Shift;
}

/**
 * Random shifts by up to `jitter` pixels each way.
 * @param picture whose edges they are drawn for.
 * @param pooled for objectives with targets at places: a few shifts that come again and again.
 */
export function createShifts(
  { jitter, edges }: Pick<AscentOptions, 'jitter' | 'edges'>,
  picture: Size,
  random: Random,
  pooled: boolean,
): Shifts {
  const draw =
    edges === 'wrap'
      ? () => drawShift([jitter, jitter], random)
      : inPairs(() => drawShift(mostMirrored(jitter, picture), random));
  if (!pooled) return { pool: null, next: draw };
  const pool = Array.from({ length: jitter === 0 ? 1 : poolSize }, draw);
  let step = 0;
  return { pool, next: () => pool[step++ % pool.length] as Shift };
}

function mostMirrored(jitter: number, { width, height }: Size): Shift {
  return [Math.min(jitter, Math.floor(height / 2)), Math.min(jitter, Math.floor(width / 2))];
}

function drawShift([down, right]: Shift, random: Random): Shift {
  if (down === 0 && right === 0) return [0, 0];
  const within = (most: number): number => Math.floor(random() * (2 * most + 1)) - most;
  return [within(down), within(right)];
}

/** Each draw, then its opposite. */
function inPairs(draw: () => Shift): () => Shift {
  let opposite: Shift | null = null;
  return () => {
    const next = opposite ?? draw();
    opposite = opposite ? null : [-next[0], -next[1]];
    return next;
  };
}
