import { type Ir, type IrNode, usersOf } from '../../../network/ir.ts';
import { activateBackCall } from './activation.ts';
import { copyViewCall } from './calls.ts';
import { backwardConv, backwardSiblings, type ConvNode } from './conv.ts';
import type { Cotangents } from './cotangents.ts';
import {
  backwardAdd,
  backwardConcat,
  backwardCrop,
  backwardGlobalAverage,
  backwardMultiply,
  backwardPad,
  backwardReshape,
  backwardSlice,
  backwardUpsample,
} from './data-movement.ts';
import { type Lowering, viewOf } from './lowering.ts';
import { backwardAffine, backwardDepthwise, backwardPool } from './window.ts';

/** Emits the calls of the backward pass, down to the cotangent of the network's input. */
export function lowerBackward(l: Lowering, cotangents: Cotangents, ir: Ir): void {
  const families = siblings(ir);
  for (const node of [...ir].reverse()) {
    const family = families.get(node.name);
    if (!family) lowerNode(l, cotangents, node);
    else if (node === family[0]) backwardSiblings(l, cotangents, family);
  }
}

/** For each 1x1 convolution all those that read the same value, if there are more than one. */
function siblings(ir: Ir): ReadonlyMap<string, readonly ConvNode[]> {
  const users = usersOf(ir);
  return new Map(
    ir.flatMap(({ name }) => {
      const family = (users.get(name) ?? []).filter(isPointwise);
      return family.length < 2 ? [] : family.map((member) => [member.name, family] as const);
    }),
  );
}

function isPointwise(node: IrNode): node is ConvNode {
  if (node.op !== 'conv') return false;
  const [kh, kw] = node.filter.shape;
  return kh === 1 && kw === 1 && node.strides.every((stride) => stride === 1);
}

function lowerNode(l: Lowering, cotangents: Cotangents, node: IrNode): void {
  switch (node.op) {
    case 'input':
      break;
    case 'conv':
      backwardConv(l, cotangents, node);
      break;
    case 'depthwise':
      backwardDepthwise(l, cotangents, node);
      break;
    case 'affine':
      backwardAffine(l, cotangents, node);
      break;
    case 'pool':
      backwardPool(l, cotangents, node);
      break;
    case 'global-average-pool':
      backwardGlobalAverage(l, cotangents, node);
      break;
    case 'activation':
      backwardActivation(l, cotangents, node);
      break;
    case 'concat':
      backwardConcat(l, cotangents, node);
      break;
    case 'slice':
      backwardSlice(l, cotangents, node);
      break;
    case 'add':
      backwardAdd(l, cotangents, node);
      break;
    case 'multiply':
      backwardMultiply(l, cotangents, node);
      break;
    case 'zero-pad':
      backwardPad(l, cotangents, node);
      break;
    case 'crop':
      backwardCrop(l, cotangents, node);
      break;
    case 'upsample':
      backwardUpsample(l, cotangents, node);
      break;
    case 'flatten':
    case 'reshape':
      backwardReshape(l, cotangents, node);
      break;
  }
}

type ActivationNode = Extract<IrNode, { op: 'activation' }>;

/** In place, unless its input has a cotangent from elsewhere to add to. */
function backwardActivation(l: Lowering, cotangents: Cotangents, node: ActivationNode): void {
  const { activation } = node;
  const [input] = node.inputs as [string];
  const cotangent = cotangents.of(node.name);
  if (!cotangents.has(input)) {
    if (activation.kind !== 'linear') {
      const sink = { view: cotangent, accumulate: false };
      l.emit(activateBackCall(activation, keptBy(l, node), cotangent, sink));
    }
    cotangents.adopt(input, cotangent);
    return;
  }
  const sink = cotangents.sink(input);
  l.emit(
    activation.kind === 'linear'
      ? copyViewCall(cotangent, sink)
      : activateBackCall(activation, keptBy(l, node), cotangent, sink),
  );
}

/** The value that tells the slope. */
function keptBy(l: Lowering, { name, inputs, activation }: ActivationNode) {
  return viewOf(l, activation.kind === 'swish' ? inputs[0] : name);
}
