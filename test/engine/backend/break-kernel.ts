import {
  getKernel,
  type KernelBackend,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  tensor,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import type { BackendName } from '../../../src/engine/backend/load-backend.ts';

/**
 * Makes one operation of a backend give `spoil` of its right result, as a bad driver would.
 * @returns puts the right kernel back.
 */
export function breakKernel(
  backendName: BackendName,
  kernelName: string,
  spoil: (values: Float32Array) => Float32Array,
): () => void {
  const right = getKernel(kernelName, backendName);
  const kernelFunc: KernelFunc = (call) => {
    const info = right.kernelFunc(call) as TensorInfo;
    const backend = call.backend as KernelBackend;
    const values = Float32Array.from(backend.readSync(info.dataId) as Float32Array);
    backend.disposeData(info.dataId);
    return tensor(spoil(values), info.shape);
  };
  unregisterKernel(kernelName, backendName);
  registerKernel({ ...right, kernelFunc });
  return () => {
    unregisterKernel(kernelName, backendName);
    registerKernel(right);
  };
}
