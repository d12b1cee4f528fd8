import type { PoolMessage } from '../../engine/programs/simd/threads/message.ts';
import { joinThreadPool } from '../../engine/programs/simd/threads/pool-thread.ts';

/** A thread that helps with the wasm kernels. */
const obey = joinThreadPool();
self.addEventListener('message', ({ data }: MessageEvent<PoolMessage>) => obey(data));
