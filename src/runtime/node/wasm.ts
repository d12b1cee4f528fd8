import { createRequire } from 'node:module';
import { versions } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { WasmPaths } from '../../engine/index.ts';
import type { SpawnThread } from '../../engine/programs/simd/threads/message.ts';

/** Node 20 has relaxed SIMD behind a flag; later ones have it without. */
export function allowRelaxedSimd(): void {
  if (versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');
}

/**
 * Starts threads that help with the wasm kernels. They do not keep the process alive.
 * @param script pool-thread.ts as JavaScript: a thread has no loader for TypeScript.
 */
export function threadSpawner(script: URL): SpawnThread {
  return () => {
    const worker = new Worker(script);
    worker.unref();
    return {
      post: (message) => worker.postMessage(message),
      end: () => void worker.terminate(),
    };
  };
}

const { resolve } = createRequire(import.meta.url);
const binary = (name: string) => resolve(`@tensorflow/tfjs-backend-wasm/dist/${name}`);

/** The binaries of the wasm backend, which its own code does not find once it is bundled. */
export const wasmPaths: WasmPaths = {
  'tfjs-backend-wasm.wasm': binary('tfjs-backend-wasm.wasm'),
  'tfjs-backend-wasm-simd.wasm': binary('tfjs-backend-wasm-simd.wasm'),
  'tfjs-backend-wasm-threaded-simd.wasm': binary('tfjs-backend-wasm-threaded-simd.wasm'),
};
