import { fail, ok, type Result } from '../../common/result.ts';
import { inferSight } from '../network/geometry.ts';
import { type Network, unknownLayer } from '../network/network.ts';
import type { Sight } from '../network/windows.ts';
import { type AxisTaps, samplingTaps } from '../picture/axis-taps.ts';
import type { Mask, Picture, Size } from '../picture/picture.ts';
import { resample } from '../picture/resample.ts';
import type { Session } from '../session/session.ts';
import { toTensor } from '../tensors/picture-tensor.ts';

/** What one layer answers to a picture: `height` x `width` units, row-major, channels interleaved. */
export interface LayerActivations {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Float32Array;
  /** The picture's size, and where the units look on it. */
  readonly picture: Size;
  readonly sight: Sight;
}

/** Problems: `unknown-layer`, `layer-too-deep` for a picture too small, those of the session. */
export async function layerActivations(
  session: Session,
  network: Network,
  layer: string,
  picture: Picture,
): Promise<Result<LayerActivations>> {
  const unknown = unknownLayer(network, [layer]);
  if (unknown) return fail(unknown);
  const program = session.program(network, [layer]);
  if (!program.ok) return program;
  const fits = program.value.fits(picture);
  if (!fits.ok) return fits;
  const image = toTensor(picture);
  const activations = program.value.forward(image);
  image.dispose();
  const activation = activations.get(layer);
  if (!activation) throw new Error(`The program was compiled for ${layer}.`);
  const [, height, width, channels] = activation.shape;
  const data = (await activation.data<'float32'>()).slice();
  activation.dispose();
  const size = { width: picture.width, height: picture.height };
  const sight = inferSight(network.ir, layer, size);
  return ok({ width, height, channels, data, picture: size, sight });
}

/** Root mean square of each channel over a layer's units: strong where it responds, often or much. */
export function channelStrengths({
  channels,
  data,
}: Pick<LayerActivations, 'channels' | 'data'>): Float64Array {
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

/** One channel, a value for each unit, from silent (0) to its strongest response here (1). Below silence counts as darker. */
export function channelMap(
  { width, height, channels, data }: Omit<LayerActivations, 'picture' | 'sight'>,
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

/**
 * `channelMap` laid over the picture, shown at any size: each unit stands in the middle of what it
 * sees. Between units the map runs straight; outside of the outermost it stays as it is at them.
 */
export function channelOnPicture(response: LayerActivations, channel: number, size: Size): Mask {
  const { width, height } = size;
  const { picture, sight } = response;
  const map = channelMap(response, channel);
  const across = tapsAcross(sight, 1, map.width, picture.width, width);
  const down = tapsAcross(sight, 0, map.height, picture.height, height);
  return { width, height, data: resample(map.data, 1, across, down) };
}

function tapsAcross(
  { begin, extent, stride }: Sight,
  axis: 0 | 1,
  units: number,
  pictureLength: number,
  shownLength: number,
): AxisTaps {
  const first = begin[axis] + extent[axis] / 2;
  const scale = pictureLength / shownLength;
  return samplingTaps(units, shownLength, {
    centreAt: (i) => ((i + 0.5) * scale - first) / stride[axis],
    width: scale / stride[axis],
    filter: 'triangle',
    beyond: 'last',
  });
}
