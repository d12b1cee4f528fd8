import type { IrNode } from '../../../network/ir.ts';
import type { NodeOf, OperationsOf } from '../../../network/operations.ts';
import { sizeOf } from '../../../network/weights.ts';
import { backwardActivation, forwardActivation } from './activation.ts';
import type { Cotangents } from './cotangents.ts';
import {
  backwardConcat,
  backwardCrop,
  backwardPad,
  backwardReshape,
  backwardSlice,
  backwardUpsample,
  forwardConcat,
  forwardCrop,
  forwardPad,
  forwardReshape,
  forwardSlice,
  forwardUpsample,
} from './data-movement.ts';
import { backwardAdd, backwardMultiply, forwardAdd, forwardMultiply } from './elementwise.ts';
import { backwardConv, forwardConv } from './groups.ts';
import type { Lowering } from './lowering.ts';
import {
  backwardAffine,
  backwardDepthwise,
  backwardGlobalPool,
  backwardPool,
  forwardAffine,
  forwardDepthwise,
  forwardGlobalPool,
  forwardPool,
} from './window.ts';

/** How one operation becomes calls of kernels, and what its kernels ask for. */
interface LoweringRecord<Op extends IrNode['op']> {
  readonly forward: (l: Lowering, node: NodeOf<Op>) => void;
  readonly backward: (l: Lowering, cotangents: Cotangents, node: NodeOf<Op>) => void;
  /** Numbers in the longest run of zeros that its kernels read; absent: none. */
  readonly zeros?: (node: NodeOf<Op>) => number;
  /** Its numbers follow on one another: no kernel writes them among a wider value's channels. */
  readonly isContiguous?: true;
  /** Whether nothing, backward neither, reads the value once an activation has been applied. */
  readonly mayBeOverwritten?: (node: NodeOf<Op>) => boolean;
}

const nothing = () => {};

const table: { readonly [Op in OperationsOf<'simd'>]: LoweringRecord<Op> } = {
  input: { forward: nothing, backward: nothing, isContiguous: true },
  conv: {
    forward: forwardConv,
    backward: backwardConv,
    zeros: ({ filter: { shape } }) => {
      const [, kw = 1, inputs = 1, outputs = 1] = shape;
      return Math.max(kw * inputs, kw * outputs) + 16;
    },
    mayBeOverwritten: ({ activation }) => activation.kind === 'linear',
  },
  depthwise: {
    forward: forwardDepthwise,
    backward: backwardDepthwise,
    zeros: ({ filter }) => sizeOf(filter.shape.slice(2)) + 16,
    mayBeOverwritten: ({ activation }) => activation.kind === 'linear',
  },
  affine: {
    forward: forwardAffine,
    backward: backwardAffine,
    zeros: ({ scale }) => sizeOf(scale.shape) + 16,
    mayBeOverwritten: () => true,
  },
  pool: { forward: forwardPool, backward: backwardPool, mayBeOverwritten: () => true },
  'global-pool': { forward: forwardGlobalPool, backward: backwardGlobalPool },
  activation: { forward: forwardActivation, backward: backwardActivation },
  concat: { forward: forwardConcat, backward: backwardConcat },
  slice: { forward: forwardSlice, backward: backwardSlice },
  add: { forward: forwardAdd, backward: backwardAdd, mayBeOverwritten: () => true },
  multiply: { forward: forwardMultiply, backward: backwardMultiply },
  pad: { forward: forwardPad, backward: backwardPad },
  crop: { forward: forwardCrop, backward: backwardCrop },
  upsample: { forward: forwardUpsample, backward: backwardUpsample },
  flatten: { forward: forwardReshape, backward: backwardReshape, isContiguous: true },
  reshape: { forward: forwardReshape, backward: backwardReshape, isContiguous: true },
};

export function loweringOf<Op extends IrNode['op']>(node: NodeOf<Op>): LoweringRecord<Op> {
  const records: { readonly [Op in IrNode['op']]?: LoweringRecord<Op> } = table;
  const record = records[node.op as Op];
  if (!record) throw new Error(`There are no kernels for ${node.op}.`);
  return record;
}
