import type { CrewMessage } from '../../engine/programs/simd/threads/message.ts';
import { joinCrew } from '../../engine/programs/simd/threads/pool-thread.ts';

/** A thread that helps with the wasm kernels. */
const obey = joinCrew();
self.addEventListener('message', ({ data }: MessageEvent<CrewMessage>) => obey(data));
