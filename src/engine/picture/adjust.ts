import { linearToSrgb, luma, srgbToLinear } from './colour.ts';
import type { Picture, Rgb } from './picture.ts';
import { clip, mapPixels } from './picture.ts';

/** What to change; what is left out stays as it is. Applied in this order. */
export interface Adjustment {
  /** In stops: +1 doubles the light, -1 halves it. Neutral 0. */
  readonly exposure?: number | undefined;
  /** -1 (blue) to 1 (amber): a stop of red against blue, at the same luminance. Neutral 0. */
  readonly temperature?: number | undefined;
  /** The value that becomes black. Neutral 0. */
  readonly black?: number | undefined;
  /** The value that becomes white, above `black`. Neutral 1. */
  readonly white?: number | undefined;
  /** Above 0; beyond 1 brightens the middle tones and keeps black and white. Neutral 1. */
  readonly gamma?: number | undefined;
  /** Distance from middle grey (.5) is multiplied by this, at least 0. Neutral 1. */
  readonly contrast?: number | undefined;
  /** Distance from the pixel's BT.601 luma is multiplied by this, at least 0. Neutral 1. */
  readonly saturation?: number | undefined;
}

/**
 * Develops a picture: exposure and temperature work on linear light, the rest on sRGB-encoded
 * values. The result is clipped to [0, 1]; between the steps nothing is, so that highlights which
 * one step lifts above white can come back in the next. With everything neutral the result is the
 * picture itself.
 */
export function adjust(picture: Picture, adjustment: Adjustment): Picture {
  const tones = channelTones(adjustment);
  const { saturation = 1 } = adjustment;
  if (tones === undefined && saturation === 1) return picture;
  const [redTone, greenTone, blueTone] = tones ?? [same, same, same];
  return mapPixels(picture, (r, g, b, out, at) => {
    const red = redTone(r);
    const green = greenTone(g);
    const blue = blueTone(b);
    const grey = luma(red, green, blue);
    out[at] = clip(grey + saturation * (red - grey));
    out[at + 1] = clip(grey + saturation * (green - grey));
    out[at + 2] = clip(grey + saturation * (blue - grey));
  });
}

type Tone = (value: number) => number;

function same(value: number): number {
  return value;
}

/** One curve for each channel, or nothing if all are neutral. */
function channelTones(adjustment: Adjustment): [Tone, Tone, Tone] | undefined {
  const gains = lightGains(adjustment);
  const finish = levelsAndContrast(adjustment);
  if (gains === undefined && finish === undefined) return undefined;
  const tone = (gain: number): Tone => {
    const light: Tone = gains ? (v) => linearToSrgb(srgbToLinear(v) * gain) : same;
    return tabulated(finish ? (v) => finish(light(v)) : light);
  };
  const [red, green, blue] = gains ?? [1, 1, 1];
  return [tone(red), tone(green), tone(blue)];
}

const POINTS = 4096;

/**
 * The curve over [0, 1], straight between tabulated points: powers are slow. Where it is smooth,
 * the error is far below a step of 16 bits.
 */
function tabulated(curve: Tone): Tone {
  const table = Float64Array.from({ length: POINTS + 2 }, (_, i) => curve(Math.min(i / POINTS, 1)));
  return (value) => {
    const at = clip(value) * POINTS;
    const i = Math.floor(at);
    const start = table[i] as number;
    return start + (at - i) * ((table[i + 1] as number) - start);
  };
}

function lightGains({ exposure = 0, temperature = 0 }: Adjustment): Rgb | undefined {
  if (exposure === 0 && temperature === 0) return undefined;
  const red = 2 ** (temperature / 2);
  const blue = 1 / red;
  // BT.709 weights of linear light: white keeps its luminance.
  const gain = 2 ** exposure / (0.2126 * red + 0.7152 + 0.0722 * blue);
  return [gain * red, gain, gain * blue];
}

function levelsAndContrast(adjustment: Adjustment): Tone | undefined {
  const { black = 0, white = 1, gamma = 1, contrast = 1 } = adjustment;
  if (black === 0 && white === 1 && gamma === 1 && contrast === 1) return undefined;
  // White at or below black means a hard threshold.
  const range = Math.max(white - black, 1e-6);
  return (value) => {
    const level = (value - black) / range;
    const toned = gamma === 1 ? level : Math.max(level, 0) ** (1 / gamma);
    return 0.5 + contrast * (toned - 0.5);
  };
}
