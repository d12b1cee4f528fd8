import type { KernelExports, Kernels } from './kernels.ts';
import { FreeList } from './weights/free-list.ts';

/** Bytes for the tables and tiles of one instance (kernels/lanes.as). */
export const scratchBytes = 1 << 21;

const pageBytes = 1 << 16;
const alignment = 64;

/**
 * The memory that the programs of a session share: the packed weights of each, and one arena for
 * activations, which only the program that runs just now uses.
 */
export class Workspace {
  readonly #memory = new WebAssembly.Memory({ initial: 1 });
  readonly #blocks = new FreeList();
  readonly kernels: KernelExports;
  #arena = { address: 0, bytes: 0 };
  #busy = false;

  constructor({ module }: Kernels) {
    const instance = new WebAssembly.Instance(module, {
      env: { memory: this.#memory, abort: () => {} },
    });
    this.kernels = instance.exports as unknown as KernelExports;
    this.kernels.setScratch(this.allocate(scratchBytes));
  }

  /** Bytes of the memory: it never shrinks. */
  get bytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** `length` numbers at an address. Valid until the next allocation. */
  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, length);
  }

  /** The address of so many bytes, a multiple of 64; what they hold is left over. */
  allocate(bytes: number): number {
    const address = this.#blocks.take(Math.ceil(bytes / alignment) * alignment);
    const missing = this.#blocks.end - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / pageBytes));
    return address;
  }

  free(address: number): void {
    this.#blocks.giveBack(address);
  }

  /**
   * Lends the arena, of at least so many bytes, for the time of `use`. Nothing in it outlives that.
   */
  withArena<T>(bytes: number, use: (address: number) => T): T {
    if (this.#busy) throw new Error('A program runs within another one of the same workspace.');
    if (bytes > this.#arena.bytes) {
      if (this.#arena.bytes > 0) this.free(this.#arena.address);
      this.#arena = { address: 0, bytes: 0 };
      this.#arena = { address: this.allocate(bytes), bytes };
    }
    this.#busy = true;
    try {
      return use(this.#arena.address);
    } finally {
      this.#busy = false;
    }
  }
}
