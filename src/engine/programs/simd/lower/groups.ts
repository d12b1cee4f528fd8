import { depthwiseOf, groupsOf } from '../../../network/groups.ts';
import { linear } from '../../../network/ir.ts';
import type { NodeOf } from '../../../network/operations.ts';
import { channelsOf, freshView } from '../arena/view.ts';
import { copyCall, copyViewCall, gridOf } from './calls.ts';
import {
  backThroughFilter,
  type ConvNode,
  correlate,
  finishActivation,
  undoActivation,
} from './conv.ts';
import type { Cotangents } from './cotangents.ts';
import { biasOf, type Lowering, viewOf } from './lowering.ts';
import {
  backThroughDepthwise,
  backwardDepthwise,
  forwardDepthwise,
  throughDepthwise,
} from './window.ts';

/** A convolution, each group by itself: it reads and writes its channels where they lie. */
export function forwardConv(l: Lowering, node: ConvNode): void {
  const depthwise = depthwiseOf(node);
  if (depthwise) {
    forwardDepthwise(l, { ...node, ...depthwise });
    return;
  }
  const x = viewOf(l, node.inputs[0]);
  const y = viewOf(l, node.name);
  const keepTies = l.beforeMaxPool.has(node.name);
  for (const { node: part, inputs, outputs } of partsOf(node)) {
    const from = channelsOf(x, inputs.begin, inputs.size);
    const into = { view: channelsOf(y, outputs.begin, outputs.size), accumulate: false };
    correlate(l, part, from, into, keepTies);
  }
  finishActivation(l, node.activation, y);
}

export function backwardConv(l: Lowering, cotangents: Cotangents, node: ConvNode): void {
  const depthwise = depthwiseOf(node);
  if (depthwise) {
    backwardDepthwise(l, cotangents, { ...node, ...depthwise });
    return;
  }
  const cotangent = cotangents.of(node.name);
  undoActivation(l, node.activation, viewOf(l, node.name), cotangent);
  const { view, accumulate } = cotangents.sink(node.inputs[0] as string);
  for (const { node: part, inputs, outputs } of partsOf(node)) {
    const from = channelsOf(cotangent, outputs.begin, outputs.size);
    const into = { view: channelsOf(view, inputs.begin, inputs.size), accumulate };
    backThroughFilter(l, from, into, part);
  }
}

/** The groups as convolutions, by names of their own. */
function partsOf(node: ConvNode) {
  const groups = groupsOf(node);
  return groups.map(({ operation, ...channels }, i) => {
    const name = groups.length === 1 ? node.name : `${node.name} group ${i}`;
    const part: ConvNode = { ...node, ...operation, name };
    return { node: part, ...channels };
  });
}

type TransposeNode = NodeOf<'conv-transpose'>;

/** A convolution's transpose is its input gradient, and the other way round. */
function convolutionOf({ extra: _, ...node }: TransposeNode): ConvNode {
  return { ...node, op: 'conv', bias: null, activation: linear };
}

export function forwardConvTranspose(l: Lowering, node: TransposeNode): void {
  const conv = convolutionOf(node);
  const x = viewOf(l, node.inputs[0]);
  const y = viewOf(l, node.name);
  const accumulate = node.bias !== null;
  if (accumulate) {
    const bias = { place: biasOf(l, node.name, node.bias), pixelStride: 0, rowStride: 0 };
    l.emit(copyCall(bias, gridOf(y), y.shape, { accumulate: false }));
  }
  const depthwise = depthwiseOf(conv);
  if (depthwise) backThroughDepthwise(l, { ...conv, ...depthwise }, x, { view: y, accumulate });
  for (const { node: part, inputs, outputs } of depthwise ? [] : partsOf(conv)) {
    const from = channelsOf(x, outputs.begin, outputs.size);
    const into = { view: channelsOf(y, inputs.begin, inputs.size), accumulate };
    backThroughFilter(l, from, into, part);
  }
}

export function backwardConvTranspose(
  l: Lowering,
  cotangents: Cotangents,
  node: TransposeNode,
): void {
  const conv = convolutionOf(node);
  const y = cotangents.of(node.name);
  const { view, accumulate } = cotangents.sink(node.inputs[0] as string);
  const depthwise = depthwiseOf(conv);
  if (depthwise) {
    const part = accumulate ? freshView(view.shape) : view;
    throughDepthwise(l, { ...conv, ...depthwise }, y, part);
    if (accumulate) l.emit(copyViewCall(part, { view, accumulate }));
  }
  for (const { node: part, inputs, outputs } of depthwise ? [] : partsOf(conv)) {
    const from = channelsOf(y, inputs.begin, inputs.size);
    const into = { view: channelsOf(view, outputs.begin, outputs.size), accumulate };
    correlate(l, part, from, into, false);
  }
}
