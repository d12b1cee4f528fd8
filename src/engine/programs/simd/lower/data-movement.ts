import type { IrNode, Margins } from '../../../network/ir.ts';
import type { NodeOf } from '../../../network/operations.ts';
import {
  channelsOf,
  freshView,
  isContiguous,
  isSame,
  moved,
  rowStrideOf,
  type View,
} from '../arena/view.ts';
import { copyCall, copyViewCall, fillCall, type Grid, gridOf } from './calls.ts';
import type { Cotangents } from './cotangents.ts';
import { type Lowering, viewOf } from './lowering.ts';

/** Nodes that move and join values. */

const overwrite = { accumulate: false };

/** Inputs that were placed in the joined value are there already. */
export function forwardConcat(l: Lowering, node: IrNode): void {
  const y = viewOf(l, node.name);
  let begin = 0;
  for (const name of node.inputs) {
    const x = viewOf(l, name);
    const part = channelsOf(y, begin, x.shape.channels);
    if (!isSame(x, part)) l.emit(copyViewCall(x, { view: part, accumulate: false }));
    begin += x.shape.channels;
  }
}

/** An input without a cotangent so far takes its part of the joined one as it lies. */
export function backwardConcat(l: Lowering, cotangents: Cotangents, node: IrNode): void {
  const whole = cotangents.of(node.name);
  let begin = 0;
  for (const name of node.inputs) {
    const { channels } = viewOf(l, name).shape;
    const part = channelsOf(whole, begin, channels);
    if (cotangents.has(name)) l.emit(copyViewCall(part, cotangents.sink(name)));
    else cotangents.adopt(name, part);
    begin += channels;
  }
}

type SliceNode = Extract<IrNode, { op: 'slice' }>;

export function forwardSlice(l: Lowering, { name, inputs, begin, size }: SliceNode): void {
  const from = channelsOf(viewOf(l, inputs[0]), begin, size);
  l.emit(copyViewCall(from, { view: viewOf(l, name), accumulate: false }));
}

export function backwardSlice(l: Lowering, cotangents: Cotangents, node: SliceNode): void {
  const cotangent = cotangents.of(node.name);
  const whole = cotangents.filled(node.inputs[0] as string);
  const part = channelsOf(whole, node.begin, node.size);
  l.emit(copyViewCall(cotangent, { view: part, accumulate: true }));
}

/** The part of a view that is left when margins are cut off. */
function within(view: View, { top, left }: Margins): Grid {
  const row = rowStrideOf(view);
  return {
    place: moved(view.place, top * row + left * view.pixelStride),
    pixelStride: view.pixelStride,
    rowStride: row,
  };
}

export function forwardPad(l: Lowering, node: NodeOf<'pad'>): void {
  const x = viewOf(l, node.inputs[0]);
  const y = viewOf(l, node.name);
  if (node.mode !== 'constant') {
    l.emit({ kernel: 'padBorder', args: borderArgs(x, y, node, false), units: y.shape.height });
    return;
  }
  l.emit(fillCall(y, node.value));
  l.emit(copyCall(gridOf(x), within(y, node.margins), x.shape, overwrite));
}

export function backwardPad(l: Lowering, cotangents: Cotangents, node: NodeOf<'pad'>): void {
  const [input] = node.inputs as [string];
  const y = cotangents.of(node.name);
  if (node.mode !== 'constant') {
    const x = cotangents.filled(input);
    const units = Math.ceil(x.shape.channels / 4);
    l.emit({ kernel: 'padBorderBack', args: borderArgs(x, y, node, true), units });
    return;
  }
  const from = within(y, node.margins);
  const { view, accumulate } = cotangents.sink(node.inputs[0] as string);
  l.emit(copyCall(from, gridOf(view), view.shape, { accumulate }));
}

function borderArgs(x: View, y: View, { mode, margins }: NodeOf<'pad'>, withRows: boolean) {
  const { height, width, channels } = x.shape;
  return [
    ...[x.place, x.pixelStride, height, width, channels, y.place, y.pixelStride],
    ...(withRows ? [y.shape.height] : []),
    ...[y.shape.width, margins.top, margins.left, Number(mode === 'reflect')],
  ];
}

export function forwardCrop(l: Lowering, node: Extract<IrNode, { op: 'crop' }>): void {
  const y = viewOf(l, node.name);
  const from = within(viewOf(l, node.inputs[0]), node.margins);
  l.emit(copyCall(from, gridOf(y), y.shape, overwrite));
}

export function backwardCrop(
  l: Lowering,
  cotangents: Cotangents,
  node: Extract<IrNode, { op: 'crop' }>,
): void {
  const cotangent = cotangents.of(node.name);
  const whole = cotangents.filled(node.inputs[0] as string);
  const to = within(whole, node.margins);
  l.emit(copyCall(gridOf(cotangent), to, cotangent.shape, { accumulate: true }));
}

/** Flatten and Reshape: the same numbers, one after the other. */
export function forwardReshape(l: Lowering, node: IrNode): void {
  const x = viewOf(l, node.inputs[0]);
  const y = viewOf(l, node.name);
  const packed = { ...gridOf(x), pixelStride: 4 * x.shape.channels };
  const to = { ...packed, place: y.place, rowStride: x.shape.width * packed.pixelStride };
  l.emit(copyCall(gridOf(x), to, x.shape, overwrite));
}

export function backwardReshape(l: Lowering, cotangents: Cotangents, node: IrNode): void {
  const cotangent = contiguous(cotangents.of(node.name), l);
  const { view, accumulate } = cotangents.sink(node.inputs[0] as string);
  const pixelStride = 4 * view.shape.channels;
  const from = { place: cotangent.place, pixelStride, rowStride: view.shape.width * pixelStride };
  l.emit(copyCall(from, gridOf(view), view.shape, { accumulate }));
}

/** The value itself, or a copy where its numbers lie apart. */
export function contiguous(view: View, { emit }: Pick<Lowering, 'emit'>): View {
  if (isContiguous(view)) return view;
  const copy = freshView(view.shape);
  emit(copyViewCall(view, { view: copy, accumulate: false }));
  return copy;
}

type UpsampleNode = Extract<IrNode, { op: 'upsample' }>;

export function forwardUpsample(l: Lowering, node: UpsampleNode): void {
  const y = viewOf(l, node.name);
  const args = upsampleArgs(viewOf(l, node.inputs[0]), y, node);
  l.emit({ kernel: 'upsample', args, units: y.shape.height });
}

export function backwardUpsample(l: Lowering, cotangents: Cotangents, node: UpsampleNode): void {
  const y = cotangents.of(node.name);
  const x = cotangents.filled(node.inputs[0] as string);
  const units = Math.ceil(x.shape.channels / 4);
  l.emit({ kernel: 'upsampleBack', args: upsampleArgs(x, y, node), units });
}

function upsampleArgs(x: View, y: View, node: UpsampleNode) {
  const { height, width, channels } = x.shape;
  return [
    ...[x.place, x.pixelStride, height, width, channels, y.place, y.pixelStride],
    ...[...node.factor, modeOf(node)],
  ];
}

/** The number that kernels/resample.as knows it by. */
function modeOf({ method, corners = 'half-pixel' }: UpsampleNode): number {
  if (method === 'nearest') return 0;
  return { 'half-pixel': 1, asymmetric: 2, 'align-corners': 3 }[corners];
}
