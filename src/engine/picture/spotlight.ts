import type { Mask, Picture } from './picture.ts';

/** How much of the picture is left where the light does not fall. */
const dark = 0.15;

/** The picture as it is where the mask is 1, nearly dark where it is 0. Same size. */
export function spotlight({ width, height, data }: Picture, { data: light }: Mask): Picture {
  const lit = data.map(
    (value, at) => value * (dark + (1 - dark) * (light[Math.floor(at / 3)] as number)),
  );
  return { width, height, data: lit };
}
