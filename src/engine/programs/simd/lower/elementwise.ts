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
  sumPixelsCall,
} from './calls.ts';
import type { Cotangents } from './cotangents.ts';
import { type Lowering, viewOf } from './lowering.ts';

/** Sums and products, number by number. */

const overwrite = { accumulate: false };

export function forwardAdd(l: Lowering, node: IrNode): void {
  const y = viewOf(l, node.name);
  node.inputs.forEach((name, i) => {
    const x = viewOf(l, name);
    l.emit(copyCall(broadcastOver(x, y), gridOf(y), y.shape, { accumulate: i > 0 }));
  });
}

/** A single pixel stands for all those of y. */
function broadcastOver(x: View, y: View): Grid {
  return pixelsOf(x) < pixelsOf(y) ? broadcast(x) : gridOf(x);
}

/** Copies first: the input that takes over the cotangent itself may change it afterwards. */
export function backwardAdd(l: Lowering, cotangents: Cotangents, node: IrNode): void {
  const cotangent = cotangents.of(node.name);
  const owner = node.inputs.find(
    (name) =>
      !cotangents.has(name) &&
      pixelsOf(viewOf(l, name)) === pixelsOf(cotangent) &&
      node.inputs.filter((other) => other === name).length === 1,
  );
  for (const name of node.inputs) {
    if (name !== owner) l.emit(sumInto(cotangent, cotangents.sink(name)));
  }
  if (owner !== undefined) cotangents.adopt(owner, cotangent);
}

/** The cotangent of a value that may have been broadcast over the picture. */
function sumInto(cotangent: View, sink: Sink) {
  return pixelsOf(sink.view) < pixelsOf(cotangent)
    ? sumPixelsCall(cotangent, sink, 1)
    : copyViewCall(cotangent, sink);
}

export function forwardMultiply(l: Lowering, node: IrNode): void {
  const y = viewOf(l, node.name);
  product(
    l,
    node.inputs.map((name) => viewOf(l, name)),
    y,
  );
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
  node.inputs.forEach((name, i) => {
    const others = node.inputs.filter((_, j) => j !== i).map((other) => viewOf(l, other));
    const part = freshView(cotangent.shape);
    product(l, [cotangent, ...others], part);
    l.emit(sumInto(part, cotangents.sink(name)));
  });
}
