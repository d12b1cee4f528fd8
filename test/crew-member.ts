/** What the threads of the wasm kernels run in Node; `build-first.ts` sees to it. */
export const crewMember = new URL('../build/command/crew-member.js', import.meta.url);
