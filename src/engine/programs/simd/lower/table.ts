import type { NodeOf, OperationsOf } from '../../../network/operations.ts';
import { sizeOf } from '../../../network/weights.ts';
import { backwardActivation, forwardActivation } from './activation.ts';
import { backwardConv, forwardConv } from './conv.ts';
import type { Cotangents } from './cotangents.ts';
import {
  backwardConcat,
  backwardCrop,
  backwardGlobalAverage,
  backwardPad,
  backwardReshape,
  backwardSlice,
  backwardUpsample,
  forwardConcat,
  forwardCrop,
  forwardGlobalAverage,
  forwardPad,
  forwardReshape,
  forwardSlice,
  forwardUpsample,
} from './data-movement.ts';
import { backwardAdd, backwardMultiply, forwardAdd, forwardMultiply } from './elementwise.ts';
import type { Lowering } from './lowering.ts';
import {
  backwardAffine,
  backwardDepthwise,
  backwardPool,
  forwardAffine,
  forwardDepthwise,
  forwardPool,
} from './window.ts';

type OperationName = OperationsOf<'simd'>;

/** How one operation becomes calls of kernels, and what its kernels ask for. */
interface LoweringRecord<Op extends OperationName> {
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

const table: { readonly [Op in OperationName]: LoweringRecord<Op> } = {
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
  'global-average-pool': { forward: forwardGlobalAverage, backward: backwardGlobalAverage },
  activation: { forward: forwardActivation, backward: backwardActivation },
  concat: { forward: forwardConcat, backward: backwardConcat },
  slice: { forward: forwardSlice, backward: backwardSlice },
  add: { forward: forwardAdd, backward: backwardAdd, mayBeOverwritten: () => true },
  multiply: { forward: forwardMultiply, backward: backwardMultiply },
  'zero-pad': { forward: forwardPad, backward: backwardPad },
  crop: { forward: forwardCrop, backward: backwardCrop },
  upsample: { forward: forwardUpsample, backward: backwardUpsample },
  flatten: { forward: forwardReshape, backward: backwardReshape, isContiguous: true },
  reshape: { forward: forwardReshape, backward: backwardReshape, isContiguous: true },
};

export function loweringOf<Op extends OperationName>({ op }: NodeOf<Op>): LoweringRecord<Op> {
  return table[op as Op];
}
