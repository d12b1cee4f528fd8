import { backend } from '@tensorflow/tfjs-core';

/** The parts of the tfjs GPU backends that tell whether the GPU is still there. */
interface GpuBackend {
  readonly gpgpu?: { readonly gl: { isContextLost(): boolean }; itemsToPoll: unknown[] };
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

export function isOnGpu(): boolean {
  const { gpgpu, device } = backend() as GpuBackend;
  return gpgpu !== undefined || device !== undefined;
}

/** After a loss: ends the loop in which tfjs asks WebGL over and over whether it has finished. */
export function abandonReads(): void {
  const { gpgpu } = backend() as GpuBackend;
  if (gpgpu) gpgpu.itemsToPoll = [];
}

/** WebGPU announces a loss once, by a promise; this listens for it on the current backend. */
export function watchDevice(): void {
  const { device } = backend() as GpuBackend;
  device?.lost.then(() => lostDevices.add(device));
}
