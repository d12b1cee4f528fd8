import type { DepthwiseOperation, IrNode, PoolOperation } from '../../../network/ir.ts';
import { windowOfFilter, windowOfPool } from '../../../network/operation-shapes.ts';
import type { NodeOf } from '../../../network/operations.ts';
import { sizeOf } from '../../../network/weights.ts';
import { paddingAround, type Shape, type Window } from '../../../network/windows.ts';
import { pixelsOf, type View } from '../arena/view.ts';
import { boundsOf } from './activation.ts';
import { broadcast, copyCall, gridOf, type Sink, sumPixelsCall } from './calls.ts';
import { finishActivation, undoActivation } from './conv.ts';
import type { Cotangents } from './cotangents.ts';
import { biasOf, type Lowering, viewOf } from './lowering.ts';
import { gatherCopies, repeatChannels } from './repeat-channels.ts';

/** Depthwise convolutions, maps per channel, and pools: kernels that keep channels apart. */

type DepthwiseNode = IrNode & DepthwiseOperation;
type PoolNode = IrNode & PoolOperation;
type AffineNode = Extract<IrNode, { op: 'affine' }>;

/** kh, kw, sh, sw[, dh, dw], top, left: in the order of the kernels' parameters. */
function windowArgs(window: Window, { height, width }: Shape, dilated: boolean): number[] {
  const { size, strides, dilation } = window;
  const [top] = paddingAround(0, height, window);
  const [left] = paddingAround(1, width, window);
  return [...size, ...strides, ...(dilated ? dilation : []), top, left];
}

/** A map per channel is a depthwise convolution with a window of one pixel. */
function asDepthwise({ name, inputs, scale, offset }: AffineNode): DepthwiseNode {
  return {
    ...{ name, inputs, op: 'depthwise', bias: offset, activation: { kind: 'linear' } },
    filter: { shape: [1, 1, scale.shape.at(-1) ?? 1, 1], load: scale.load },
    ...{ strides: [1, 1], dilation: [1, 1], padding: 'valid' },
  };
}

export function forwardAffine(l: Lowering, node: AffineNode): void {
  forwardDepthwise(l, asDepthwise(node));
}

export function backwardAffine(l: Lowering, cotangents: Cotangents, node: AffineNode): void {
  backwardDepthwise(l, cotangents, asDepthwise(node));
}

/** With a multiplier each input channel has several outputs: it is repeated for them first. */
export function forwardDepthwise(l: Lowering, node: DepthwiseNode): void {
  const y = viewOf(l, node.name);
  throughDepthwise(l, node, viewOf(l, node.inputs[0]), y);
  finishActivation(l, node.activation, y);
}

export function throughDepthwise(l: Lowering, node: DepthwiseNode, from: View, y: View): void {
  const x = repeatChannels(l, from, node.filter.shape[3] ?? 1);
  const { height, width, channels } = x.shape;
  const [low, high] = boundsOf(node.activation) ?? [-Infinity, Infinity];
  l.emit({
    kernel: 'depthwise',
    args: [
      ...[x.place, x.pixelStride, height, width, channels],
      ...[filterOf(l, node), biasOf(l, node.name, node.bias)],
      ...[y.place, y.pixelStride, y.shape.width],
      ...[...windowArgs(windowOfFilter(node), x.shape, true), low, high],
    ],
    units: y.shape.height,
  });
}

function filterOf({ weights }: Lowering, { name, filter }: DepthwiseNode): number {
  return weights.get(name, sizeOf(filter.shape), (to) => to.set(filter.load()));
}

export function backwardDepthwise(l: Lowering, cotangents: Cotangents, node: DepthwiseNode): void {
  const y = cotangents.of(node.name);
  undoActivation(l, node.activation, viewOf(l, node.name), y);
  backThroughDepthwise(l, node, y, cotangents.sink(node.inputs[0] as string));
}

/** @param y the cotangent before the activation. */
export function backThroughDepthwise(l: Lowering, node: DepthwiseNode, y: View, into: Sink): void {
  gatherCopies(l, into, node.filter.shape[3] ?? 1, ({ view, accumulate }: Sink) => {
    const { height, width, channels } = y.shape;
    l.emit({
      kernel: 'depthwiseBack',
      args: [
        ...[y.place, y.pixelStride, height, width, channels],
        ...[filterOf(l, node), l.zeros],
        ...[view.place, view.pixelStride, view.shape.width],
        ...[...windowArgs(windowOfFilter(node), view.shape, true), Number(accumulate)],
      ],
      units: view.shape.height,
    });
  });
}

export function forwardPool(l: Lowering, node: PoolNode): void {
  const x = viewOf(l, node.inputs[0]);
  const y = viewOf(l, node.name);
  const { height, width, channels } = x.shape;
  const dilated = isDilated(node);
  const maxPool = dilated ? 'dilatedMaxPool' : 'maxPool';
  l.emit({
    kernel: node.kind === 'max' ? maxPool : 'averagePool',
    args: [
      ...[x.place, x.pixelStride, height, width, channels, y.place, y.pixelStride, y.shape.width],
      ...windowArgs(windowOfPool(node), x.shape, dilated),
      ...countedBy(node, x.shape),
    ],
    units: y.shape.height,
  });
}

function isDilated(node: PoolNode): boolean {
  return windowOfPool(node).dilation.some((step) => step > 1);
}

/** Of an average pool, the rows and columns that count: first and end of each. */
function countedBy(node: PoolNode, { height, width }: Shape): number[] {
  if (node.kind === 'max') return [];
  if (!node.countsPadding) return [0, height, 0, width];
  const window = windowOfPool(node);
  const [top, bottom] = paddingAround(0, height, window);
  const [left, right] = paddingAround(1, width, window);
  return [-top, height + bottom, -left, width + right];
}

export function backwardPool(l: Lowering, cotangents: Cotangents, node: PoolNode): void {
  if (node.kind === 'max') backwardMaxPool(l, cotangents, node);
  else backwardAveragePool(l, cotangents, node);
}

function backwardMaxPool(l: Lowering, cotangents: Cotangents, node: PoolNode): void {
  const [input] = node.inputs as [string];
  const x = viewOf(l, input);
  const y = cotangents.of(node.name);
  const g = cotangents.filled(input);
  const { height, width, channels } = x.shape;
  const dilated = isDilated(node);
  const most = viewOf(l, node.name);
  l.emit({
    kernel: dilated ? 'dilatedMaxPoolBack' : 'maxPoolBack',
    args: [
      ...[x.place, x.pixelStride, height, width, channels],
      ...(dilated ? [most.place, most.pixelStride] : []),
      ...[y.place, y.pixelStride, y.shape.height, y.shape.width, g.place, g.pixelStride],
      ...windowArgs(windowOfPool(node), x.shape, dilated),
    ],
    units: Math.ceil(channels / 4),
  });
}

function backwardAveragePool(l: Lowering, cotangents: Cotangents, node: PoolNode): void {
  const y = cotangents.of(node.name);
  const { view, accumulate } = cotangents.sink(node.inputs[0] as string);
  const { height, width } = view.shape;
  l.emit({
    kernel: 'averagePoolBack',
    args: [
      ...[y.place, y.pixelStride, y.shape.height, y.shape.width, y.shape.channels],
      ...[view.place, view.pixelStride, height, width],
      ...windowArgs(windowOfPool(node), view.shape, false),
      ...[...countedBy(node, view.shape), Number(accumulate)],
    ],
    units: height,
  });
}

/** A max pool of one window, or a mean. */
export function forwardGlobalPool(l: Lowering, node: NodeOf<'global-pool'>): void {
  const x = viewOf(l, node.inputs[0]);
  if (node.kind === 'max') forwardPool(l, asPool(node, x.shape));
  else l.emit(sumPixelsCall(x, { view: viewOf(l, node.name), accumulate: false }, 1 / pixelsOf(x)));
}

export function backwardGlobalPool(
  l: Lowering,
  cotangents: Cotangents,
  node: NodeOf<'global-pool'>,
): void {
  const [input] = node.inputs as [string];
  if (node.kind === 'max') {
    backwardPool(l, cotangents, asPool(node, viewOf(l, input).shape));
    return;
  }
  const cotangent = cotangents.of(node.name);
  const { view, accumulate } = cotangents.sink(input);
  const how = { accumulate, factor: 1 / pixelsOf(view) };
  l.emit(copyCall(broadcast(cotangent), gridOf(view), view.shape, how));
}

function asPool({ name, inputs, kind }: NodeOf<'global-pool'>, { height, width }: Shape): PoolNode {
  const window = { size: [height, width], strides: [1, 1], padding: 'valid' } as const;
  return { name, inputs, op: 'pool', kind, ...window };
}
