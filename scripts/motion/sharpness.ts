import type { Motion } from '../../src/engine/motion/motion.ts';
import { warp } from '../../src/engine/motion/warp.ts';
import type { Picture } from '../../src/engine/picture/picture.ts';
import { resizePhoto } from '../../src/engine/picture/resize.ts';
import { readSample } from './sample-clip.ts';

/** Away from the edges, where mirrored parts come in. */
const margin = 20;

/**
 * The root mean square gradient of a photo that was warped so many times, by fractions of a pixel that
 * lead around in a circle, relative to that of the photo.
 */
export async function sharpnessKept(warps: number): Promise<number> {
  const photo = resizePhoto(await readSample('mountains'), { width: 240, height: 180 }, 'lanczos');
  let picture = photo;
  for (let k = 0; k < warps; k++) {
    const angle = (2 * Math.PI * k) / 25;
    const motion = uniform(photo, 2.37 * Math.cos(angle), 1.61 * Math.sin(angle));
    picture = warp(picture, motion, { feather: 0 }).image;
  }
  return Math.round((100 * gradient(picture)) / gradient(photo)) / 100;
}

function uniform({ width, height }: Picture, dx: number, dy: number): Motion {
  const data = Float32Array.from({ length: 2 * width * height }, (_, at) => (at % 2 ? dy : dx));
  const consistency = { width, height, data: new Float32Array(width * height).fill(1) };
  return { width, height, data, consistency };
}

function gradient({ width, height, data }: Picture): number {
  let sum = 0;
  for (let y = margin; y < height - margin; y++) {
    for (let at = (y * width + margin) * 3; at < (y * width + width - margin) * 3; at++) {
      const value = data[at] as number;
      sum +=
        ((data[at + 3] as number) - value) ** 2 + ((data[at + 3 * width] as number) - value) ** 2;
    }
  }
  return Math.sqrt(sum);
}
