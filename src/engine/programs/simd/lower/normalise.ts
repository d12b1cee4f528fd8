import type { NodeOf } from '../../../network/operations.ts';
import { freshView, pixelsOf, type View } from '../arena/view.ts';
import type { Cotangents } from './cotangents.ts';
import { type Lowering, viewOf } from './lowering.ts';

type NormaliseNode = NodeOf<'normalise'>;

export function forwardNormalise(l: Lowering, node: NormaliseNode): void {
  const x = viewOf(l, node.inputs[0]);
  const y = viewOf(l, node.name);
  const { height, width, channels } = x.shape;
  const size = channels / node.groups;
  if (node.over === 'channels') {
    const factors = freshView({ height, width, channels: node.groups });
    l.kept.set(node.name, factors);
    l.emit({
      kernel: 'normaliseChannels',
      args: [
        ...[x.place, x.pixelStride, channels, size, node.epsilon, factors.place],
        ...[y.place, y.pixelStride],
      ],
      units: pixelsOf(x),
    });
    return;
  }
  const ofChannels = freshPair(channels);
  const moments = freshPair(channels);
  l.kept.set(node.name, moments);
  l.emit({
    kernel: 'channelMoments',
    args: [x.place, x.pixelStride, height, width, channels, ofChannels.place],
    units: Math.ceil(channels / 4),
  });
  l.emit({
    kernel: 'groupMoments',
    args: [ofChannels.place, channels, size, node.epsilon, moments.place],
    units: node.groups,
  });
  l.emit({
    kernel: 'normalise',
    args: [x.place, x.pixelStride, channels, moments.place, y.place, y.pixelStride],
    units: pixelsOf(x),
  });
}

export function backwardNormalise(l: Lowering, cotangents: Cotangents, node: NormaliseNode): void {
  const normal = viewOf(l, node.name);
  const y = cotangents.of(node.name);
  const { view, accumulate } = cotangents.sink(node.inputs[0] as string);
  const kept = l.kept.get(node.name) as View;
  const { height, width, channels } = y.shape;
  const size = channels / node.groups;
  const both = [normal.place, normal.pixelStride, y.place, y.pixelStride];
  const sink = [view.place, view.pixelStride, Number(accumulate)];
  if (node.over === 'channels') {
    l.emit({
      kernel: 'normaliseChannelsBack',
      args: [...both, channels, size, kept.place, ...sink],
      units: pixelsOf(y),
    });
    return;
  }
  const means = freshPair(channels);
  l.emit({
    kernel: 'cotangentMeans',
    args: [...both, height, width, channels, means.place],
    units: Math.ceil(channels / 4),
  });
  l.emit({
    kernel: 'groupMeans',
    args: [means.place, channels, size],
    units: node.groups,
  });
  l.emit({
    kernel: 'normaliseBack',
    args: [...both, channels, kept.place, means.place, ...sink],
    units: pixelsOf(y),
  });
}

/** Two numbers for each channel. */
function freshPair(channels: number): View {
  return freshView({ height: 2, width: 1, channels });
}

type ResponseNode = NodeOf<'local-response'>;

export function forwardLocalResponse(l: Lowering, node: ResponseNode): void {
  const x = viewOf(l, node.inputs[0]);
  const y = viewOf(l, node.name);
  l.emit({
    kernel: 'localResponse',
    args: [
      ...[x.place, x.pixelStride, y.place, y.pixelStride, x.shape.channels],
      ...responseArgs(node),
    ],
    units: pixelsOf(x),
  });
}

export function backwardLocalResponse(
  l: Lowering,
  cotangents: Cotangents,
  node: ResponseNode,
): void {
  const x = viewOf(l, node.inputs[0]);
  const y = cotangents.of(node.name);
  const { view, accumulate } = cotangents.sink(node.inputs[0] as string);
  l.emit({
    kernel: 'localResponseBack',
    args: [
      ...[x.place, x.pixelStride, y.place, y.pixelStride, view.place, view.pixelStride],
      ...[x.shape.channels, ...responseArgs(node), Number(accumulate)],
    ],
    units: pixelsOf(x),
  });
}

/** size, before, scale, beta, bias: in the order of the kernels' parameters. */
function responseArgs({ size, alpha, beta, bias }: ResponseNode): readonly number[] {
  return [size, Math.floor((size - 1) / 2), alpha / size, beta, bias];
}
