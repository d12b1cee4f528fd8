import type { Ir, IrNode } from '../../network/ir.ts';
import { activateCall } from './activation.ts';
import { copyViewCall } from './calls.ts';
import { forwardConv } from './conv.ts';
import { type Lowering, viewOf } from './lowering.ts';
import {
  forwardAdd,
  forwardConcat,
  forwardCrop,
  forwardGlobalAverage,
  forwardMultiply,
  forwardPad,
  forwardReshape,
  forwardSlice,
  forwardUpsample,
} from './shaping.ts';
import { forwardAffine, forwardDepthwise, forwardPool } from './window.ts';

/** Emits the calls of the forward pass. */
export function lowerForward(l: Lowering, ir: Ir): void {
  for (const node of ir) lowerNode(l, node);
}

function lowerNode(l: Lowering, node: IrNode): void {
  switch (node.op) {
    case 'input':
      return;
    case 'conv':
      return forwardConv(l, node);
    case 'depthwise':
      return forwardDepthwise(l, node);
    case 'affine':
      return forwardAffine(l, node);
    case 'pool':
      return forwardPool(l, node);
    case 'global-average-pool':
      return forwardGlobalAverage(l, node);
    case 'activation':
      return forwardActivation(l, node);
    case 'concat':
      return forwardConcat(l, node);
    case 'slice':
      return forwardSlice(l, node);
    case 'add':
      return forwardAdd(l, node);
    case 'multiply':
      return forwardMultiply(l, node);
    case 'zero-pad':
      return forwardPad(l, node);
    case 'crop':
      return forwardCrop(l, node);
    case 'upsample':
      return forwardUpsample(l, node);
    case 'flatten':
    case 'reshape':
      return forwardReshape(l, node);
  }
}

function forwardActivation(l: Lowering, node: Extract<IrNode, { op: 'activation' }>): void {
  const x = viewOf(l, node.inputs[0]);
  const y = viewOf(l, node.name);
  if (node.activation.kind !== 'linear') l.emit(activateCall(node.activation, x, y));
  else if (x.place.buffer !== y.place.buffer)
    l.emit(copyViewCall(x, { view: y, accumulate: false }));
}
