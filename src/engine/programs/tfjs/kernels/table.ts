import type { NodeOf, OperationsOf } from '../../../network/operations.ts';
import { activationKernel, preluKernel } from './activation.ts';
import { depthToSpaceKernel, spaceToDepthKernel } from './blocks.ts';
import { channelMaxKernel, channelMeanKernel, permuteChannelsKernel } from './channels.ts';
import { concatKernel, globalPoolKernel, reshapeKernel } from './data-movement.ts';
import { depthwiseKernel } from './depthwise.ts';
import { addKernel, affineKernel, maximumKernel, multiplyKernel } from './elementwise.ts';
import { convTransposeKernel, groupedConvKernel } from './groups.ts';
import type { Kernel } from './kernel.ts';
import { localResponseKernel, normaliseKernel } from './normalise.ts';
import { cropKernel, padKernel } from './pad.ts';
import { poolKernel } from './pool.ts';
import { upsampleKernel } from './upsample.ts';

/** The forward and backward pass handle the input and slices themselves. */
type OwnKernel = Exclude<OperationsOf<'tfjs'>, 'input' | 'slice'>;

type KernelTable = { readonly [Op in OwnKernel]: (node: NodeOf<Op>) => Kernel };

/** The kernels over TensorFlow.js operations: webgpu, webgl, wasm and cpu alike. */
const kernels: KernelTable = {
  conv: groupedConvKernel,
  depthwise: depthwiseKernel,
  'conv-transpose': convTransposeKernel,
  pool: poolKernel,
  'global-pool': ({ kind }) => globalPoolKernel(kind),
  affine: affineKernel,
  normalise: normaliseKernel,
  'local-response': localResponseKernel,
  activation: ({ activation }) => activationKernel(activation),
  prelu: preluKernel,
  concat: () => concatKernel,
  'permute-channels': ({ order }) => permuteChannelsKernel(order),
  add: () => addKernel,
  multiply: () => multiplyKernel,
  maximum: () => maximumKernel,
  'channel-mean': () => channelMeanKernel,
  'channel-max': () => channelMaxKernel,
  pad: padKernel,
  crop: ({ margins }) => cropKernel(margins),
  upsample: upsampleKernel,
  'depth-to-space': depthToSpaceKernel,
  'space-to-depth': spaceToDepthKernel,
  flatten: () => reshapeKernel(([, h, w, c]) => [1, 1, 1, h * w * c]),
  reshape: ({ shape }) => reshapeKernel(() => [1, ...shape]),
};

export function makeKernel<Op extends OwnKernel>(node: NodeOf<Op>): Kernel {
  return kernels[node.op as Op](node);
}
