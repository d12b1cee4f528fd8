import { depthwiseOf, groupsOf } from '../../../network/groups.ts';
import { channelsOf } from '../arena/view.ts';
import {
  backThroughFilter,
  type ConvNode,
  correlate,
  finishActivation,
  undoActivation,
} from './conv.ts';
import type { Cotangents } from './cotangents.ts';
import { type Lowering, viewOf } from './lowering.ts';
import { backwardDepthwise, forwardDepthwise } from './window.ts';

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
    correlate(l, part, from, channelsOf(y, outputs.begin, outputs.size), keepTies);
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
