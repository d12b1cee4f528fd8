import {
  CHANNEL_BLENDS,
  type ChannelBlendMode,
  COLOUR_BLENDS,
  type ColourBlendMode,
} from './blend-modes.ts';
import type { Mask, Picture, Rgb } from './picture.ts';
import { clip } from './picture.ts';
import { resize, resizeMask } from './resize.ts';

export type BlendMode = ChannelBlendMode | ColourBlendMode;

export interface BlendOptions {
  readonly mode: BlendMode;
  /** Opacity of the picture above, in [0, 1]. */
  readonly amount: number;
  /** Multiplies the amount, pixel by pixel. Resized to the picture below if need be. */
  readonly mask?: Mask | undefined;
}

/**
 * Lays `above` over `below`. The result has the size of `below`; a picture above of another size is
 * stretched to it first. Values stay in [0, 1]. Amount 0 gives `below` itself, the same object.
 */
export function blend(below: Picture, above: Picture, options: BlendOptions): Picture {
  const { mode, amount, mask } = options;
  if (amount === 0) return below;
  const top = resize(above, below);
  const full = isColourMode(mode) ? blendColours(below, top, mode) : blendValues(below, top, mode);
  return mix(below, full, amount, mask);
}

/**
 * `from` where the share is 0, `to` where it is 1: from + amount · mask · (to − from). Both have
 * the same size; the mask is resized to them if need be.
 */
export function mix(from: Picture, to: Picture, amount: number, mask?: Mask): Picture {
  const { width, height, data: start } = from;
  const shares = mask && resizeMask(mask, from).data;
  const data = new Float32Array(start.length);
  for (let at = 0, pixel = 0; at < data.length; at += 3, pixel++) {
    const share = shares ? amount * (shares[pixel] as number) : amount;
    for (let i = at; i < at + 3; i++) {
      const value = start[i] as number;
      // Written so that share 1 gives `to` exactly.
      data[i] = value * (1 - share) + (to.data[i] as number) * share;
    }
  }
  return { width, height, data };
}

function isColourMode(mode: BlendMode): mode is ColourBlendMode {
  return Object.hasOwn(COLOUR_BLENDS, mode);
}

function blendValues(below: Picture, above: Picture, mode: ChannelBlendMode): Picture {
  const blendChannel = CHANNEL_BLENDS[mode];
  const data = new Float32Array(below.data.length);
  for (let i = 0; i < data.length; i++) {
    data[i] = blendChannel(clip(below.data[i] as number), clip(above.data[i] as number));
  }
  return { width: below.width, height: below.height, data };
}

function blendColours(below: Picture, above: Picture, mode: ColourBlendMode): Picture {
  const blendColour = COLOUR_BLENDS[mode];
  const data = new Float32Array(below.data.length);
  for (let at = 0; at < data.length; at += 3) {
    const colour = blendColour(colourAt(below.data, at), colourAt(above.data, at));
    // Rounding may leave [0, 1] by the last bit.
    data[at] = clip(colour[0]);
    data[at + 1] = clip(colour[1]);
    data[at + 2] = clip(colour[2]);
  }
  return { width: below.width, height: below.height, data };
}

function colourAt(data: Float32Array, at: number): Rgb {
  return [clip(data[at] as number), clip(data[at + 1] as number), clip(data[at + 2] as number)];
}
