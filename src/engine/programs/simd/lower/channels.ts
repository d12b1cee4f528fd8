import type { IrNode } from '../../../network/ir.ts';
import { inverseOf } from '../../../network/operation-shapes.ts';
import type { NodeOf } from '../../../network/operations.ts';
import { channelsOf, freshView, pixelsOf, type View } from '../arena/view.ts';
import { copyCall, gridOf, type Sink, spreadChannelCall, sumChannelsCall } from './calls.ts';
import { gridOfPhase } from './correlation.ts';
import type { Cotangents } from './cotangents.ts';
import { type Lowering, viewOf } from './lowering.ts';

/** Nodes that reorder channels, or make one of all. */

export function forwardPermute(l: Lowering, node: NodeOf<'permute-channels'>): void {
  const sink = { view: viewOf(l, node.name), accumulate: false };
  reorder(l, node.name, viewOf(l, node.inputs[0]), sink, node.order);
}

export function backwardPermute(
  l: Lowering,
  cotangents: Cotangents,
  node: NodeOf<'permute-channels'>,
): void {
  const sink = cotangents.sink(node.inputs[0] as string);
  reorder(l, `${node.name} back`, cotangents.of(node.name), sink, inverseOf(node.order));
}

/** @param key names the order among the weights. */
function reorder(
  l: Lowering,
  key: string,
  x: View,
  { view, accumulate }: Sink,
  order: readonly number[],
): void {
  const table = l.weights.get(key, order.length, (to) =>
    new Uint32Array(to.buffer, to.byteOffset, to.length).set(order),
  );
  l.emit({
    kernel: 'gatherChannels',
    args: [
      ...[x.place, x.pixelStride, table, view.place, view.pixelStride],
      ...[view.shape.channels, Number(accumulate)],
    ],
    units: pixelsOf(view),
  });
}

export function forwardChannelMean(l: Lowering, node: IrNode): void {
  const x = viewOf(l, node.inputs[0]);
  const sink = { view: viewOf(l, node.name), accumulate: false };
  l.emit(sumChannelsCall(x, sink, 1 / x.shape.channels));
}

export function backwardChannelMean(l: Lowering, cotangents: Cotangents, node: IrNode): void {
  const sink = cotangents.sink(node.inputs[0] as string);
  l.emit(spreadChannelCall(cotangents.of(node.name), sink, 1 / sink.view.shape.channels));
}

export function forwardChannelMax(l: Lowering, node: IrNode): void {
  const x = viewOf(l, node.inputs[0]);
  const y = viewOf(l, node.name);
  l.emit({
    kernel: 'channelMax',
    args: [x.place, x.pixelStride, x.shape.channels, y.place, y.pixelStride],
    units: pixelsOf(y),
  });
}

export function backwardChannelMax(l: Lowering, cotangents: Cotangents, node: IrNode): void {
  const x = viewOf(l, node.inputs[0]);
  const y = cotangents.of(node.name);
  const { view, accumulate } = cotangents.sink(node.inputs[0] as string);
  l.emit({
    kernel: 'channelMaxBack',
    args: [
      ...[x.place, x.pixelStride, x.shape.channels, y.place, y.pixelStride],
      ...[view.place, view.pixelStride, Number(accumulate)],
    ],
    units: pixelsOf(x),
  });
}

type BlockNode = NodeOf<'depth-to-space' | 'space-to-depth'>;

export function forwardDepthToSpace(l: Lowering, node: BlockNode): void {
  const sink = { view: viewOf(l, node.name), accumulate: false };
  intoBlocks(l, node, viewOf(l, node.inputs[0]), sink);
}

export function backwardDepthToSpace(l: Lowering, cotangents: Cotangents, node: BlockNode): void {
  outOfBlocks(l, node, cotangents.of(node.name), cotangents.sink(node.inputs[0] as string));
}

export function forwardSpaceToDepth(l: Lowering, node: BlockNode): void {
  const sink = { view: viewOf(l, node.name), accumulate: false };
  outOfBlocks(l, node, viewOf(l, node.inputs[0]), sink);
}

/** What is left over at the end has a cotangent of zeros. */
export function backwardSpaceToDepth(l: Lowering, cotangents: Cotangents, node: BlockNode): void {
  const view = cotangents.filled(node.inputs[0] as string);
  intoBlocks(l, node, cotangents.of(node.name), { view, accumulate: true });
}

/** From the channels of each pixel to a block of pixels. */
function intoBlocks(l: Lowering, node: BlockNode, deep: View, { view, accumulate }: Sink): void {
  const ordered = node.order === 'DCR' ? deep : freshView(deep.shape);
  if (ordered !== deep) {
    const sink = { view: ordered, accumulate: false };
    reorder(l, `${node.name} to DCR`, deep, sink, rowsFirst(deep, node.block));
  }
  for (const { from, pixels } of placesInBlock(ordered, view, node.block)) {
    l.emit(copyCall(gridOf(from), pixels, from.shape, { accumulate }));
  }
}

/** From a block of pixels to the channels of one. */
function outOfBlocks(l: Lowering, node: BlockNode, wide: View, sink: Sink): void {
  const ordered = node.order === 'DCR' ? sink.view : freshView(sink.view.shape);
  const accumulate = ordered === sink.view && sink.accumulate;
  for (const { from, pixels } of placesInBlock(ordered, wide, node.block)) {
    l.emit(copyCall(pixels, gridOf(from), from.shape, { accumulate }));
  }
  if (ordered === sink.view) return;
  const order = inverseOf(rowsFirst(ordered, node.block));
  reorder(l, `${node.name} to CRD`, ordered, sink, order);
}

/** For each place in a block, the channels and the pixels that hold the same numbers. */
function placesInBlock(deep: View, wide: View, block: number) {
  const { channels } = wide.shape;
  return Array.from({ length: block ** 2 }, (_, i) => ({
    from: channelsOf(deep, i * channels, channels),
    pixels: gridOfPhase(wide, [Math.floor(i / block), i % block], [block, block]),
  }));
}

/** The order in which channels [channel, row, column] are [row, column, channel]. */
function rowsFirst({ shape }: View, block: number): readonly number[] {
  const places = block ** 2;
  const channels = shape.channels / places;
  return Array.from({ length: shape.channels }, (_, i) => {
    const [place, channel] = [Math.floor(i / channels), i % channels];
    return channel * places + place;
  });
}
