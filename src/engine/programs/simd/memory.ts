/** 4 GiB, all that addresses of 32 bits can reach, and less for where that cannot be reserved. */
const mostPages = [65536, 32768, 16384];

/** A memory that can grow. A shared one has to say how far, and the host may have less room. */
export function makeMemory(shared: boolean): WebAssembly.Memory {
  if (!shared) return new WebAssembly.Memory({ initial: 1 });
  for (const maximum of mostPages) {
    try {
      return new WebAssembly.Memory({ initial: 1, maximum, shared });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw new RangeError('There is no room for the memory of the wasm kernels.');
}
