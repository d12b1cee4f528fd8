import type { z } from 'zod';
import type { IrNode, Operation, Weights } from '../../ir.ts';
import { Unsupported } from '../../unsupported.ts';
import { affine, type LayerCall, weightOf, weightPerChannel } from './layer-call.ts';
import type { groupSettings, rescalingSettings, standardisingSettings } from './layer-settings.ts';

/*
 * Layers that scale and shift: the first of them often say what a network wants of its pictures.
 */

export function rescaling(
  call: LayerCall,
  { scale, offset }: z.infer<typeof rescalingSettings>,
): Operation {
  const channels = call.channels(0);
  return affine([channels], numberFor(scale, channels), numberFor(offset, channels));
}

/** (x - mean) / deviation; the moments are settings, or weights that were learnt from pictures. */
export function standardising(
  call: LayerCall,
  settings: z.infer<typeof standardisingSettings>,
): Operation {
  const channels = call.channels(0);
  const mean = momentFor(call, settings.mean, 'mean', channels);
  const variance = momentFor(call, settings.variance, 'variance', channels);
  const scale = (channel: number) => 1 / Math.max(Math.sqrt(variance(channel)), 1e-7);
  return affine([channels], scale, (channel) => -mean(channel) * scale(channel));
}

type NumberFor = (channel: number) => number;

function momentFor(
  call: LayerCall,
  setting: number | readonly number[] | null | undefined,
  name: string,
  channels: number,
): NumberFor {
  if (setting !== null && setting !== undefined) return numberFor(setting, channels);
  const weights = weightPerChannel(call, name, channels);
  return (channel) => weights.load()[channel] as number;
}

function numberFor(value: number | readonly number[], channels: number): NumberFor {
  if (typeof value === 'number') return () => value;
  if (value.length === 1) return () => value[0] as number;
  if (value.length !== channels) {
    throw new Unsupported(`has ${value.length} numbers for ${channels} channels`);
  }
  return (channel) => value[channel] as number;
}

/** Layer normalisation over the channels of each place. */
export function layerNormalisation(
  call: LayerCall,
  settings: z.infer<typeof groupSettings>,
): readonly IrNode[] {
  return normalised(call, settings, { over: 'channels', groups: 1 });
}

export function groupNormalisation(
  call: LayerCall,
  settings: z.infer<typeof groupSettings>,
): readonly IrNode[] {
  const channels = call.channels(0);
  const asked = settings.groups ?? 32;
  const groups = asked === -1 ? channels : asked;
  if (groups < 1 || channels % groups !== 0) {
    throw new Unsupported(`has ${groups} groups for ${channels} channels`);
  }
  return normalised(call, settings, { over: 'positions', groups });
}

function normalised(
  call: LayerCall,
  { scale, center, epsilon }: z.infer<typeof groupSettings>,
  how: { readonly over: 'positions' | 'channels'; readonly groups: number },
): readonly IrNode[] {
  const { name, inputs } = call;
  const channels = call.channels(0);
  const gain = scale === false ? null : weightPerChannel(call, 'gamma', channels);
  const shift = center === false ? null : weightPerChannel(call, 'beta', channels);
  const operation: Operation = { op: 'normalise', ...how, epsilon: epsilon ?? 1e-3 };
  if (!gain && !shift) return [{ name, inputs, ...operation }];
  const before = `${name}/normal`;
  return [
    { name: before, inputs, ...operation },
    {
      name,
      inputs: [before],
      op: 'affine',
      scale: gain ?? filledWith(1, channels),
      offset: shift ?? filledWith(0, channels),
    },
  ];
}

function filledWith(value: number, channels: number): Weights {
  return { shape: [channels], load: () => new Float32Array(channels).fill(value) };
}

/** One slope for each channel, which Keras keeps as [1, 1, channels]. */
export function parametricRelu(call: LayerCall): Operation {
  const channels = call.channels(0);
  const slope = weightOf(call, ['alpha'], 3);
  if (slope.shape[2] !== channels || slope.shape[0] !== 1 || slope.shape[1] !== 1) {
    throw new Unsupported(`has slopes of the shape [${slope.shape.join(', ')}]`);
  }
  return { op: 'prelu', slope: { shape: [channels], load: slope.load } };
}
