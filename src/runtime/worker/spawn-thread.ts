import type { PoolThread } from '../../engine/programs/simd/threads/message.ts';

/** Starts a thread that helps with the wasm kernels. */
export function spawnThread(): PoolThread {
  const worker = new Worker(new URL('./pool-thread.ts', import.meta.url), { type: 'module' });
  return {
    post: (message) => worker.postMessage(message),
    end: () => worker.terminate(),
  };
}
