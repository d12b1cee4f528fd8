import type { Mask } from '../picture/picture.ts';
import type { LayerResponse } from './look.ts';

/** Root mean square of each channel over a layer's units: strong where it responds, often or much. */
export function channelStrengths({ channels, data }: LayerResponse): Float64Array {
  const squares = new Float64Array(channels);
  for (let at = 0; at < data.length; at++) {
    const value = data[at] as number;
    squares[at % channels] = (squares[at % channels] as number) + value * value;
  }
  const units = data.length / channels;
  return squares.map((sum) => Math.sqrt(sum / units));
}

/** Channel numbers, the strongest first; equal ones by number. */
export function rankChannels(strengths: Float64Array): readonly number[] {
  return [...strengths.keys()].sort(
    (a, b) => (strengths[b] as number) - (strengths[a] as number) || a - b,
  );
}

/** One channel from silent (0) to its strongest response here (1). Below silence counts as darker. */
export function channelMap(
  { width, height, channels, data }: LayerResponse,
  channel: number,
): Mask {
  const values = Float32Array.from(
    { length: width * height },
    (_, at) => data[at * channels + channel] as number,
  );
  const low = values.reduce((least, value) => Math.min(least, value), 0);
  const span = values.reduce((most, value) => Math.max(most, value), 0) - low || 1;
  return { width, height, data: values.map((value) => (value - low) / span) };
}
