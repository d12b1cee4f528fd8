/** What the threads of the wasm kernels run in Node; `build-first.ts` sees to it. */
export const threadScript = new URL('../build/command/pool-thread.js', import.meta.url);
