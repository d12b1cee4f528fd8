import {
  instantiate,
  type KernelExports,
  type KernelName,
  scratchBytes,
} from '../kernels/instance.ts';
import type { BoundCall, CallList } from '../threads/call-list.ts';
import { ThreadPool } from '../threads/thread-pool.ts';
import { FreeList } from './free-list.ts';
import type { Kernels } from './load-kernels.ts';

const pageBytes = 1 << 16;
const alignment = 64;

/**
 * The memory that programs share: the packed weights of each, and one arena for activations, which
 * only the program that runs just now uses. Calls are made by as many threads as the kernels were
 * loaded for.
 */
export class Workspace {
  readonly variant: Kernels['variant'];
  readonly threads: number;
  readonly #memory: WebAssembly.Memory;
  readonly #blocks = new FreeList();
  /** One past the last address that was ever lent. */
  #highest = 0;
  readonly #kernels: KernelExports;
  readonly #pool: ThreadPool | null;
  #arena = { address: 0, bytes: 0 };
  #busy = false;

  constructor({ module, variant, threads }: Kernels) {
    this.variant = variant;
    this.threads = threads?.count ?? 1;
    const memory = makeMemory(threads !== null);
    this.#memory = memory;
    const kernels = instantiate(module, memory, this.allocate(scratchBytes));
    this.#kernels = kernels;
    const [allocate, free] = [this.allocate.bind(this), this.free.bind(this)];
    this.#pool = threads && new ThreadPool({ module, memory, kernels, allocate, free }, threads);
  }

  /** Bytes of the memory: it never shrinks. */
  get bytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** How often another thread has taken part in making the calls of a list. */
  get joined(): number {
    return this.#pool?.joined ?? 0;
  }

  /** `length` numbers at an address. Valid until the next allocation. */
  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, length);
  }

  /** The same in double precision. */
  doubles(address: number, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, address, length);
  }

  /** The address of so many bytes, a multiple of 64; what they hold is left over. */
  allocate(bytes: number): number {
    const address = this.#blocks.take(Math.ceil(bytes / alignment) * alignment);
    const missing = this.#blocks.end - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / pageBytes));
    this.#highest = Math.max(this.#highest, this.#blocks.end);
    return address;
  }

  /** The same, all zeros. Memory that was never lent before holds nothing else and is not touched. */
  allocateZeros(bytes: number): number {
    const fresh = this.#highest;
    const address = this.allocate(bytes);
    const end = Math.min(address + bytes, fresh);
    if (end > address) new Uint8Array(this.#memory.buffer).fill(0, address, end);
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

  /** Makes the calls of a list one after the other, on the arena that begins at this address. */
  run(list: CallList, arena: number): void {
    if (this.#pool) this.#pool.run(list, arena);
    else for (const { run, units } of this.bind(list, arena)) run(0, units);
  }

  /** Calls a kernel once, on this thread, for all units of its work. */
  call(kernel: KernelName, args: readonly number[], units: number): void {
    this.#kernels[kernel](...args, 0, units);
  }

  /** The calls of a list for this thread alone, each for any range of its units. */
  bind(list: CallList, arena: number): readonly BoundCall[] {
    return list.bind(this.#kernels, arena);
  }

  /** The list will not be run again. */
  forget(list: CallList): void {
    this.#pool?.forget(list);
  }

  /** From now on no more threads than this share the calls, until told otherwise. */
  useThreads(count: number): void {
    this.#pool?.useThreads(count);
  }

  /** Ends the threads. */
  close(): void {
    this.#pool?.end();
  }
}

/** 4 GiB, all that addresses of 32 bits can reach, and less for where that cannot be reserved. */
const mostPages = [65536, 32768, 16384];

/** A memory that can grow. A shared one has to say how far, and the host may have less room. */
function makeMemory(shared: boolean): WebAssembly.Memory {
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
