import { Worker } from 'node:worker_threads';
import type { SpawnMember } from '../../engine/programs/simd/crew/message.ts';

/**
 * Starts threads that help with the wasm kernels. They do not keep the process alive.
 * @param script crew-member.ts as JavaScript: a thread has no loader for TypeScript.
 */
export function memberSpawner(script: URL): SpawnMember {
  return () => {
    const worker = new Worker(script);
    worker.unref();
    return {
      post: (message) => worker.postMessage(message),
      end: () => void worker.terminate(),
    };
  };
}
