import type { IrNode } from '../../../network/ir.ts';
import type { NodeOf, OperationsOf } from '../../../network/operations.ts';
import { sizeOf } from '../../../network/weights.ts';
import {
  backwardActivation,
  backwardPrelu,
  forwardActivation,
  forwardPrelu,
} from './activation.ts';
import {
  backwardChannelMax,
  backwardChannelMean,
  backwardDepthToSpace,
  backwardPermute,
  backwardSpaceToDepth,
  forwardChannelMax,
  forwardChannelMean,
  forwardDepthToSpace,
  forwardPermute,
  forwardSpaceToDepth,
} from './channels.ts';
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
import {
  backwardAdd,
  backwardMaximum,
  backwardMultiply,
  forwardAdd,
  forwardMaximum,
  forwardMultiply,
} from './elementwise.ts';
import {
  backwardConv,
  backwardConvTranspose,
  forwardConv,
  forwardConvTranspose,
} from './groups.ts';
import type { Lowering } from './lowering.ts';
import {
  backwardLocalResponse,
  backwardNormalise,
  forwardLocalResponse,
  forwardNormalise,
} from './normalise.ts';
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
    zeros: zerosOfFilter,
    mayBeOverwritten: ({ activation }) => activation.kind === 'linear',
  },
  depthwise: {
    forward: forwardDepthwise,
    backward: backwardDepthwise,
    zeros: ({ filter }) => sizeOf(filter.shape.slice(2)) + 16,
    mayBeOverwritten: ({ activation }) => activation.kind === 'linear',
  },
  'conv-transpose': {
    forward: forwardConvTranspose,
    backward: backwardConvTranspose,
    zeros: zerosOfFilter,
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
  normalise: { forward: forwardNormalise, backward: backwardNormalise },
  'local-response': { forward: forwardLocalResponse, backward: backwardLocalResponse },
  prelu: { forward: forwardPrelu, backward: backwardPrelu },
  concat: { forward: forwardConcat, backward: backwardConcat },
  slice: { forward: forwardSlice, backward: backwardSlice },
  'permute-channels': { forward: forwardPermute, backward: backwardPermute },
  'channel-mean': { forward: forwardChannelMean, backward: backwardChannelMean },
  'channel-max': { forward: forwardChannelMax, backward: backwardChannelMax },
  'depth-to-space': { forward: forwardDepthToSpace, backward: backwardDepthToSpace },
  'space-to-depth': { forward: forwardSpaceToDepth, backward: backwardSpaceToDepth },
  maximum: { forward: forwardMaximum, backward: backwardMaximum },
  add: { forward: forwardAdd, backward: backwardAdd, mayBeOverwritten: () => true },
  multiply: { forward: forwardMultiply, backward: backwardMultiply },
  pad: { forward: forwardPad, backward: backwardPad },
  crop: { forward: forwardCrop, backward: backwardCrop },
  upsample: { forward: forwardUpsample, backward: backwardUpsample },
  flatten: { forward: forwardReshape, backward: backwardReshape, isContiguous: true },
  reshape: { forward: forwardReshape, backward: backwardReshape, isContiguous: true },
};

/** Of one run of inputs or outputs, or of as many as there are groups. */
function zerosOfFilter({ filter }: NodeOf<'conv' | 'conv-transpose'>): number {
  const [, kw = 1, inputs = 1, outputs = 1] = filter.shape;
  return Math.max(kw * inputs, kw * outputs) + 16;
}

export function loweringOf<Op extends IrNode['op']>(node: NodeOf<Op>): LoweringRecord<Op> {
  const records: { readonly [Op in IrNode['op']]?: LoweringRecord<Op> } = table;
  const record = records[node.op as Op];
  if (!record) throw new Error(`There are no kernels for ${node.op}.`);
  return record;
}
