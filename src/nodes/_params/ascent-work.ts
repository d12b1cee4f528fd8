/** Megapixels above which a picture is seen in tiles; as the engine plans them (`tiles.ts`). */
const whole = 1.5;
/**
 * Of the window that a tile looks at, and of the picture that it answers for. That is from 0.22, with
 * layers that see far, to 0.6; which ones those are, only the network knows.
 */
const tile = { core: 0.328, window: 1.024 ** 2 };
/** Tiles on which the terms are measured before the first step. */
const sampled = 4;
/** What a step costs besides the network, for each megapixel, and how much each octave at once. */
const besides = { step: 0.15, octave: 0.2 };

/**
 * Megapixels that networks look at, there and back, in an ascent: the steps at each octave, and the
 * measuring before the first of them. Large pictures are seen in tiles, which overlap.
 * @param measured terms that are measured alone, at each octave.
 */
export function ascentWork(
  iterations: number,
  octaves: readonly number[],
  measured: number,
): number {
  const works = octaves.map((megapixels) => {
    if (iterations === 0) return 0;
    const tiles = megapixels > whole ? Math.ceil(megapixels / tile.core) : 1;
    const seen = tiles > 1 ? tiles * tile.window : megapixels;
    const sample = tiles > 1 ? (seen * Math.min(sampled, tiles)) / tiles : megapixels;
    return iterations * (seen + besides.step * megapixels) + measured * sample + besides.octave;
  });
  return works.reduce((sum, work) => sum + work, 0);
}
