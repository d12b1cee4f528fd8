import { joinCrew } from '../../engine/programs/simd/crew/member.ts';
import type { CrewMessage } from '../../engine/programs/simd/crew/message.ts';

/** A thread that helps with the wasm kernels. */
const obey = joinCrew();
self.addEventListener('message', ({ data }: MessageEvent<CrewMessage>) => obey(data));
