import { backend } from '@tensorflow/tfjs-core';

/** The parts of the tfjs GPU backends that tell whether the GPU is still there. */
interface GpuBackend {
  readonly gpgpu?: { readonly gl: { isContextLost(): boolean } };
  readonly device?: { readonly lost: Promise<unknown> };
}

const lostDevices = new WeakSet<object>();

/**
 * Whether the current backend's GPU context is gone (the driver was reset, memory ran out, the
 * machine slept). Everything on it is lost: tensors read as zeros, and new work has no effect. The
 * way on is another `useBackend`, new programs, and the last good picture, which is an array in
 * main memory.
 */
export function isContextLost(): boolean {
  const { gpgpu, device } = backend() as GpuBackend;
  if (gpgpu !== undefined) return gpgpu.gl.isContextLost();
  return device !== undefined && lostDevices.has(device);
}

/** WebGPU announces a loss once, by a promise; this listens for it on the current backend. */
export function watchDevice(): void {
  const { device } = backend() as GpuBackend;
  device?.lost.then(() => lostDevices.add(device));
}
