import type { Rgb } from './picture.ts';

/** Modes that treat red, green and blue alike and apart. */
export type ChannelBlendMode =
  | 'normal'
  | 'multiply'
  | 'screen'
  | 'overlay'
  | 'soft-light'
  | 'hard-light'
  | 'add'
  | 'subtract'
  | 'difference'
  | 'darken'
  | 'lighten'
  | 'dodge'
  | 'burn';

type BlendChannel = (below: number, above: number) => number;

/**
 * One channel of the picture below and of the one above, both in [0, 1], to the blend, in [0, 1].
 * Formulas of W3C Compositing and Blending Level 1, section 9.1; `add` and `subtract` (below minus
 * above) are clipped.
 */
export const CHANNEL_BLENDS: Readonly<Record<ChannelBlendMode, BlendChannel>> = {
  normal: (_below, above) => above,
  multiply: (below, above) => below * above,
  screen,
  overlay: (below, above) => hardLight(above, below),
  'soft-light': softLight,
  'hard-light': hardLight,
  add: (below, above) => Math.min(below + above, 1),
  subtract: (below, above) => Math.max(below - above, 0),
  difference: (below, above) => Math.abs(below - above),
  darken: (below, above) => Math.min(below, above),
  lighten: (below, above) => Math.max(below, above),
  dodge,
  burn: (below, above) => 1 - dodge(1 - below, 1 - above),
};

function screen(below: number, above: number): number {
  return below + above - below * above;
}

function hardLight(below: number, above: number): number {
  return above <= 0.5 ? 2 * below * above : screen(below, 2 * above - 1);
}

function softLight(below: number, above: number): number {
  if (above <= 0.5) return below - (1 - 2 * above) * below * (1 - below);
  const lit = below <= 0.25 ? ((16 * below - 12) * below + 4) * below : Math.sqrt(below);
  return below + (2 * above - 1) * (lit - below);
}

/** Black below stays black, whatever is above. */
function dodge(below: number, above: number): number {
  if (below <= 0) return 0;
  return below >= 1 - above ? 1 : below / (1 - above);
}

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
