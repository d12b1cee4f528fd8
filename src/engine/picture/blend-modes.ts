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
