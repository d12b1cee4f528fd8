import type { Picture } from '../../../src/engine/picture/picture.ts';
import { createRandom } from '../../../src/engine/picture/random.ts';

/** A made-up landscape: sky, a sun, hills, and a little grain; something for a network to see. */
export function scene(width: number, height: number): Picture {
  const random = createRandom(11);
  const data = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [x / width, y / height];
      const grain = 0.06 * (random() - 0.5);
      data.set(
        colourAt(u, v).map((value) => Math.min(Math.max(value + grain, 0), 1)),
        (y * width + x) * 3,
      );
    }
  }
  return { width, height, data };
}

function colourAt(u: number, v: number): readonly [number, number, number] {
  const hill = 0.55 + 0.12 * Math.sin(9 * u) + 0.04 * Math.sin(31 * u + 1);
  if (v > hill) return [0.25 + 0.2 * u, 0.35 + 0.1 * Math.sin(40 * (u + v)), 0.15];
  if (Math.hypot(u - 0.7, v - 0.25) < 0.1) return [0.95, 0.85, 0.5];
  return [0.4 + 0.3 * v, 0.55 + 0.2 * v, 0.8 - 0.1 * v];
}
