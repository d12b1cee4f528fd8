import type { Shift } from '../objective/prepared.ts';
import type { Random } from '../picture/random.ts';

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
 * @param pooled for objectives with targets at places: a few shifts that come again and again.
 */
export function createShifts(jitter: number, random: Random, pooled: boolean): Shifts {
  const side = (): number => Math.floor(random() * (2 * jitter + 1)) - jitter;
  const draw = (): Shift => (jitter === 0 ? [0, 0] : [side(), side()]);
  if (!pooled) return { pool: null, next: draw };
  const pool = Array.from({ length: jitter === 0 ? 1 : poolSize }, draw);
  let step = 0;
  return { pool, next: () => pool[step++ % pool.length] as Shift };
}
