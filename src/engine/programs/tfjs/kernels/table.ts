import type { NodeOf, OperationsOf } from '../../../network/operations.ts';
import { activationKernel } from './activation.ts';
import { convKernel } from './conv.ts';
import {
  concatKernel,
  cropKernel,
  globalAverageKernel,
  padKernel,
  reshapeKernel,
} from './data-movement.ts';
import { depthwiseKernel } from './depthwise.ts';
import { addKernel, affineKernel, multiplyKernel } from './elementwise.ts';
import type { Kernel } from './kernel.ts';
import { poolKernel } from './pool.ts';
import { upsampleKernel } from './upsample.ts';

/** The forward and backward pass handle the input and slices themselves. */
type OwnKernel = Exclude<OperationsOf<'tfjs'>, 'input' | 'slice'>;

type KernelTable = { readonly [Op in OwnKernel]: (node: NodeOf<Op>) => Kernel };

/** The kernels over TensorFlow.js operations: webgpu, webgl, wasm and cpu alike. */
const kernels: KernelTable = {
  conv: convKernel,
  depthwise: depthwiseKernel,
  pool: poolKernel,
  affine: affineKernel,
  activation: ({ activation }) => activationKernel(activation),
  concat: () => concatKernel,
  add: () => addKernel,
  multiply: () => multiplyKernel,
  'zero-pad': ({ margins }) => padKernel(margins),
  crop: ({ margins }) => cropKernel(margins),
  upsample: upsampleKernel,
  'global-average-pool': () => globalAverageKernel,
  flatten: () => reshapeKernel(([, h, w, c]) => [1, 1, 1, h * w * c]),
  reshape: ({ shape }) => reshapeKernel(() => [1, ...shape]),
};

export function makeKernel<Op extends OwnKernel>(node: NodeOf<Op>): Kernel {
  return kernels[node.op as Op](node);
}
