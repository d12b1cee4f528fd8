import type { Rgb } from './picture.ts';

/** Modes that take hue, saturation and luminosity from one picture or the other. */
export type ColourBlendMode = 'hue' | 'saturation' | 'colour' | 'luminosity';

type BlendColour = (below: Rgb, above: Rgb) => Rgb;

/**
 * The colour of the picture below and of the one above, in [0, 1], to the blend, in [0, 1].
 * Non-separable modes of W3C Compositing and Blending Level 1, section 9.2.
 */
export const COLOUR_BLENDS: Readonly<Record<ColourBlendMode, BlendColour>> = {
  hue: (below, above) => withLight(withSpread(above, spread(below)), light(below)),
  saturation: (below, above) => withLight(withSpread(below, spread(above)), light(below)),
  colour: (below, above) => withLight(above, light(below)),
  luminosity: (below, above) => withLight(below, light(above)),
};

/** The standard rounds BT.601's weights to two digits. */
function light([red, green, blue]: Rgb): number {
  return 0.3 * red + 0.59 * green + 0.11 * blue;
}

function spread([red, green, blue]: Rgb): number {
  return Math.max(red, green, blue) - Math.min(red, green, blue);
}

/** The same hue, from 0 for the least channel to `target` for the greatest; grey stays grey. */
function withSpread(colour: Rgb, target: number): Rgb {
  const least = Math.min(colour[0], colour[1], colour[2]);
  const current = spread(colour);
  const factor = current > 0 ? target / current : 0;
  return [(colour[0] - least) * factor, (colour[1] - least) * factor, (colour[2] - least) * factor];
}

/** Shifts to the wanted light, then draws towards grey until no channel leaves [0, 1]. */
function withLight(colour: Rgb, target: number): Rgb {
  const shift = target - light(colour);
  const least = Math.min(colour[0], colour[1], colour[2]) + shift;
  const greatest = Math.max(colour[0], colour[1], colour[2]) + shift;
  let share = 1;
  if (least < 0) share = target / (target - least);
  if (greatest > 1) share = Math.min(share, (1 - target) / (greatest - target));
  return [
    target + (colour[0] + shift - target) * share,
    target + (colour[1] + shift - target) * share,
    target + (colour[2] + shift - target) * share,
  ];
}
