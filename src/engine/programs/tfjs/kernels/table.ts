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
import type { Ops } from './kernel.ts';
import { poolKernel } from './pool.ts';
import { upsampleKernel } from './upsample.ts';

/** The kernels over TensorFlow.js operations: webgpu, webgl, wasm and cpu alike. */
export const tfjsOps: Ops = (node) => {
  switch (node.op) {
    case 'conv':
      return convKernel(node);
    case 'depthwise':
      return depthwiseKernel(node);
    case 'pool':
      return poolKernel(node);
    case 'affine':
      return affineKernel(node);
    case 'activation':
      return activationKernel(node.activation);
    case 'concat':
      return concatKernel;
    case 'add':
      return addKernel;
    case 'multiply':
      return multiplyKernel;
    case 'zero-pad':
      return padKernel(node.margins);
    case 'crop':
      return cropKernel(node.margins);
    case 'upsample':
      return upsampleKernel(node);
    case 'global-average-pool':
      return globalAverageKernel;
    case 'flatten':
      return reshapeKernel(([, h, w, c]) => [1, 1, 1, h * w * c]);
    case 'reshape':
      return reshapeKernel(() => [1, ...node.shape]);
  }
};
