import type { Picture } from '../picture/picture.ts';
import type { Motion } from './motion.ts';

/**
 * Lengths of the six arcs of the wheel, from red to yellow, green, cyan, blue, magenta and back, as
 * in Baker et al., "A Database and Evaluation Methodology for Optical Flow" (IJCV 2011): more
 * colours where the eye tells more of them apart.
 */
const arcs = [15, 6, 4, 11, 13, 6] as const;
const corners = [
  [1, 0, 0],
  [1, 1, 0],
  [0, 1, 0],
  [0, 1, 1],
  [0, 0, 1],
  [1, 0, 1],
] as const;
const wheel = makeWheel();

/** Red, green and blue of each of the 55 directions. */
function makeWheel(): readonly (readonly number[])[] {
  return arcs.flatMap((length, arc) => {
    const from = corners[arc] as readonly number[];
    const to = corners[(arc + 1) % arcs.length] as readonly number[];
    return Array.from({ length }, (_, k) =>
      from.map((value, c) => value + (k / length) * ((to[c] as number) - value)),
    );
  });
}

/**
 * Motion as the field shows it: hue is direction (red is to the right), saturation speed, white
 * stands still. Speeds are relative to the fastest; longer than `longest` pixels is darker.
 * @param longest default: the longest of this motion, at least 1.
 */
export function motionToPicture(motion: Motion, longest = longestOf(motion)): Picture {
  const { width, height, data } = motion;
  const out = new Float32Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const dx = (data[2 * pixel] as number) / longest;
    const dy = (data[2 * pixel + 1] as number) / longest;
    const speed = Math.sqrt(dx * dx + dy * dy);
    const angle = Math.atan2(-dy, -dx) / Math.PI;
    const at = ((angle + 1) / 2) * (wheel.length - 1);
    const first = Math.floor(at);
    const before = wheel[first] as readonly number[];
    const after = wheel[(first + 1) % wheel.length] as readonly number[];
    for (let c = 0; c < 3; c++) {
      const hue =
        (before[c] as number) + (at - first) * ((after[c] as number) - (before[c] as number));
      out[3 * pixel + c] = speed <= 1 ? 1 - speed * (1 - hue) : 0.75 * hue;
    }
  }
  return { width, height, data: out };
}

function longestOf({ data }: Motion): number {
  let square = 1;
  for (let at = 0; at < data.length; at += 2) {
    square = Math.max(square, (data[at] as number) ** 2 + (data[at + 1] as number) ** 2);
  }
  return Math.sqrt(square);
}
