import { maxSeed } from '../../graph/param/seed.ts';

/** Draws a seed for each parameter once, so that all variants compiled with it share it. */
export function drawSeeds(): (node: string, param: string) => number {
  const drawn = new Map<string, number>();
  return (node, param) => {
    const key = JSON.stringify([node, param]);
    const seed = drawn.get(key) ?? randomSeed();
    drawn.set(key, seed);
    return seed;
  };
}

function randomSeed(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return Math.min(word, maxSeed);
}
