import type { IrNode } from '../../../network/ir.ts';
import { freshView, pixelsOf, type View } from '../arena/view.ts';
import {
  broadcast,
  copyCall,
  copyViewCall,
  type Grid,
  gridOf,
  multiplyCall,
  type Sink,
  spreadChannelCall,
  stepped,
  sumChannelsCall,
  sumPixelsCall,
} from './calls.ts';
import type { Cotangents } from './cotangents.ts';
import { type Lowering, viewOf } from './lowering.ts';

/** Sums and products, number by number. */

const overwrite = { accumulate: false };

export function forwardAdd(l: Lowering, node: IrNode): void {
  const y = viewOf(l, node.name);
  node.inputs.forEach((name, i) => {
    const x = inAllChannels(l, viewOf(l, name), y);
    l.emit(copyCall(broadcastOver(x, y), gridOf(y), y.shape, { accumulate: i > 0 }));
  });
}

/** A single pixel stands for all those of y. */
function broadcastOver(x: View, y: View): Grid {
  return pixelsOf(x) < pixelsOf(y) ? broadcast(x) : gridOf(x);
}

/** What has one channel, in as many as y has. */
function inAllChannels(l: Lowering, x: View, y: View): View {
  const { channels } = y.shape;
  if (x.shape.channels === channels) return x;
  const wide = freshView({ ...x.shape, channels });
  l.emit(spreadChannelCall(x, { view: wide, accumulate: false }, 1));
  return wide;
}

/** Copies first: the input that takes over the cotangent itself may change it afterwards. */
export function backwardAdd(l: Lowering, cotangents: Cotangents, node: IrNode): void {
  const cotangent = cotangents.of(node.name);
  const owner = node.inputs.find(
    (name) =>
      !cotangents.has(name) &&
      haveOneShape(viewOf(l, name), cotangent) &&
      node.inputs.filter((other) => other === name).length === 1,
  );
  for (const name of node.inputs) {
    if (name !== owner) sumInto(l, cotangent, cotangents.sink(name));
  }
  if (owner !== undefined) cotangents.adopt(owner, cotangent);
}

function haveOneShape(a: View, b: View): boolean {
  return pixelsOf(a) === pixelsOf(b) && a.shape.channels === b.shape.channels;
}

/** The cotangent of a value that may have been broadcast over the picture or its channels. */
function sumInto(l: Lowering, cotangent: View, sink: Sink): void {
  const { shape } = sink.view;
  const isNarrow = shape.channels < cotangent.shape.channels;
  const isSmall = pixelsOf(sink.view) < pixelsOf(cotangent);
  if (!isNarrow && !isSmall) l.emit(copyViewCall(cotangent, sink));
  else if (!isNarrow) l.emit(sumPixelsCall(cotangent, sink, 1));
  else if (!isSmall) l.emit(sumChannelsCall(cotangent, sink, 1));
  else {
    const pixel = freshView({ ...shape, channels: cotangent.shape.channels });
    l.emit(sumPixelsCall(cotangent, { view: pixel, accumulate: false }, 1));
    l.emit(sumChannelsCall(pixel, sink, 1));
  }
}

export function forwardMultiply(l: Lowering, node: IrNode): void {
  const y = viewOf(l, node.name);
  const factors = node.inputs.map((name) => inAllChannels(l, viewOf(l, name), y));
  product(l, factors, y);
}

/** y = the product of one or more factors. */
function product(l: Lowering, [first, second, ...rest]: readonly View[], y: View): void {
  if (!first) throw new Error('A product has factors.');
  const sink = { view: y, accumulate: false };
  if (second) l.emit(multiplyCall(first, second, sink));
  else l.emit(copyCall(broadcastOver(first, y), gridOf(y), y.shape, overwrite));
  for (const factor of rest) l.emit(multiplyCall(y, factor, sink));
}

export function backwardMultiply(l: Lowering, cotangents: Cotangents, node: IrNode): void {
  const cotangent = cotangents.of(node.name);
  const factors = node.inputs.map((name) => inAllChannels(l, viewOf(l, name), cotangent));
  node.inputs.forEach((name, i) => {
    const others = factors.filter((_, j) => j !== i);
    const part = freshView(cotangent.shape);
    product(l, [cotangent, ...others], part);
    sumInto(l, part, cotangents.sink(name));
  });
}

/** Of two; where they are alike, the cotangent goes to the first. */
export function forwardMaximum(l: Lowering, node: IrNode): void {
  const y = viewOf(l, node.name);
  const [a, b] = bothOf(l, node, y);
  l.emit({
    kernel: 'maximum',
    args: [...stepped(a), ...stepped(b), y.place, y.pixelStride, y.shape.channels],
    units: pixelsOf(y),
  });
}

export function backwardMaximum(l: Lowering, cotangents: Cotangents, node: IrNode): void {
  const y = cotangents.of(node.name);
  const [a, b] = bothOf(l, node, y);
  node.inputs.forEach((name, i) => {
    const part = freshView(y.shape);
    l.emit({
      kernel: 'maximumBack',
      args: [
        ...[...stepped(a), ...stepped(b), y.place, y.pixelStride],
        ...[part.place, part.pixelStride, part.shape.channels, Number(i > 0)],
      ],
      units: pixelsOf(y),
    });
    sumInto(l, part, cotangents.sink(name));
  });
}

function bothOf(l: Lowering, node: IrNode, y: View): readonly [View, View] {
  const [a, b] = node.inputs.map((name) => inAllChannels(l, viewOf(l, name), y));
  if (!a || !b) throw new Error('A maximum is of two.');
  return [a, b];
}
