import { blurMask } from '../picture/blur-sharpen.ts';
import { sampleAt } from '../picture/edges.ts';
import { clip, type Mask, type Picture } from '../picture/picture.ts';
import { atSize, type Motion } from './motion.ts';
import { splineOf, splineWeights, taps } from './spline.ts';

export interface Warped {
  readonly image: Picture;
  /** 1 where the picture is known to be right, 0 where nothing was seen before. */
  readonly mask: Mask;
}

export interface WarpOptions {
  /** Standard deviation in pixels of the mask's border, from 0. */
  readonly feather?: number;
}

/**
 * Moves a picture of the frame before along a motion, so that it lies on this frame: pixel (x, y)
 * comes from (x - dx, y - dy), through quintic splines. The picture is mirrored beyond its edges,
 * where the mask is 0. A motion of another size is stretched.
 */
export function warp(
  picture: Picture,
  motion: Motion,
  { feather = 1.5 }: WarpOptions = {},
): Warped {
  const fitted = atSize(motion, picture);
  return { image: moved(picture, fitted), mask: blurMask(shrunk(fitted.consistency), feather) };
}

function moved(picture: Picture, motion: Motion): Picture {
  const { width, height } = picture;
  const spline = splineOf(picture);
  const data = new Float32Array(width * height * 3);
  const [across, down] = [new Float64Array(taps), new Float64Array(taps)];
  const columns = new Int32Array(taps);
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      const fromX = x - (motion.data[2 * pixel] as number);
      const fromY = y - (motion.data[2 * pixel + 1] as number);
      const left = Math.floor(fromX);
      const top = Math.floor(fromY);
      splineWeights(fromX - left, across);
      splineWeights(fromY - top, down);
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let i = 0; i < taps; i++) columns[i] = 3 * inside(left + i - 2, width);
      for (let j = 0; j < taps; j++) {
        const row = 3 * width * inside(top + j - 2, height);
        let r = 0;
        let g = 0;
        let b = 0;
        for (let i = 0; i < taps; i++) {
          const at = row + (columns[i] as number);
          const share = across[i] as number;
          r += share * (spline[at] as number);
          g += share * (spline[at + 1] as number);
          b += share * (spline[at + 2] as number);
        }
        const share = down[j] as number;
        red += share * r;
        green += share * g;
        blue += share * b;
      }
      data[3 * pixel] = clip(red);
      data[3 * pixel + 1] = clip(green);
      data[3 * pixel + 2] = clip(blue);
    }
  }
  return { width, height, data };
}

function inside(place: number, length: number): number {
  return place >= 0 && place < length ? place : sampleAt(place, length, 'mirror');
}

/** Each pixel is the least of itself and its neighbours, so that a soft border lies inside. */
function shrunk({ width, height, data }: Mask): Mask {
  const least = new Float32Array(data.length);
  for (let y = 0, pixel = 0; y < height; y++) {
    const above = y > 0 ? -width : 0;
    const below = y + 1 < height ? width : 0;
    for (let x = 0; x < width; x++, pixel++) {
      const left = x > 0 ? -1 : 0;
      const right = x + 1 < width ? 1 : 0;
      least[pixel] = Math.min(
        data[pixel] as number,
        data[pixel + left] as number,
        data[pixel + right] as number,
        data[pixel + above] as number,
        data[pixel + below] as number,
      );
    }
  }
  return { width, height, data: least };
}
