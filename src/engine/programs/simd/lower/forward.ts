import type { Ir, IrNode } from '../../../network/ir.ts';
import { isSame } from '../arena/view.ts';
import { activateCall } from './activation.ts';
import { copyViewCall } from './calls.ts';
import { forwardConv } from './conv.ts';
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
} from './data-movement.ts';
import { type Lowering, viewOf } from './lowering.ts';
import { forwardAffine, forwardDepthwise, forwardPool } from './window.ts';

/** Emits the calls of the forward pass. */
export function lowerForward(l: Lowering, ir: Ir): void {
  for (const node of ir) lowerNode(l, node);
}

function lowerNode(l: Lowering, node: IrNode): void {
  switch (node.op) {
    case 'input':
      break;
    case 'conv':
      forwardConv(l, node);
      break;
    case 'depthwise':
      forwardDepthwise(l, node);
      break;
    case 'affine':
      forwardAffine(l, node);
      break;
    case 'pool':
      forwardPool(l, node);
      break;
    case 'global-average-pool':
      forwardGlobalAverage(l, node);
      break;
    case 'activation':
      forwardActivation(l, node);
      break;
    case 'concat':
      forwardConcat(l, node);
      break;
    case 'slice':
      forwardSlice(l, node);
      break;
    case 'add':
      forwardAdd(l, node);
      break;
    case 'multiply':
      forwardMultiply(l, node);
      break;
    case 'zero-pad':
      forwardPad(l, node);
      break;
    case 'crop':
      forwardCrop(l, node);
      break;
    case 'upsample':
      forwardUpsample(l, node);
      break;
    case 'flatten':
    case 'reshape':
      forwardReshape(l, node);
      break;
  }
}

function forwardActivation(l: Lowering, node: Extract<IrNode, { op: 'activation' }>): void {
  const x = viewOf(l, node.inputs[0]);
  const y = viewOf(l, node.name);
  if (node.activation.kind !== 'linear') l.emit(activateCall(node.activation, x, y));
  else if (!isSame(x, y)) l.emit(copyViewCall(x, { view: y, accumulate: false }));
}
