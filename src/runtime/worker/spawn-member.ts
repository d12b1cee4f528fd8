import type { Member } from '../../engine/programs/simd/crew/message.ts';

/** Starts a thread that helps with the wasm kernels. */
export function spawnMember(): Member {
  const worker = new Worker(new URL('./crew-member.ts', import.meta.url), { type: 'module' });
  return {
    post: (message) => worker.postMessage(message),
    end: () => worker.terminate(),
  };
}
