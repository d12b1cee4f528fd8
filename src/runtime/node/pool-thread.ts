import { parentPort } from 'node:worker_threads';
import { joinThreadPool } from '../../engine/programs/simd/threads/pool-thread.ts';

/** A thread that helps with the wasm kernels. */
parentPort?.on('message', joinThreadPool());
