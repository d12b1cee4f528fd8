import type { Size } from '../picture/picture.ts';
import type { FlowKernels } from './flow-kernels.ts';

/** Pixels around each plane (kernels/layout.as). */
const pad = 12;
const pageBytes = 1 << 16;

/** Planes of one size. Addresses are those of pixel (0, 0). */
export interface Level extends Size {
  /** Pixels from one row to the next. */
  readonly stride: number;
  /** Of a plane with its border. */
  readonly bytes: number;
}

export function levelOf({ width, height }: Size): Level {
  const stride = (width + 2 * pad + 3) & ~3;
  return { width, height, stride, bytes: stride * (height + 2 * pad) * 4 };
}

/** Hands out the memory of the kernels for one flow, from the second page on: the first is theirs. */
export class FlowSpace {
  readonly #memory: WebAssembly.Memory;
  #end = pageBytes;

  constructor({ memory }: FlowKernels) {
    this.#memory = memory;
  }

  /** The address of so many bytes, which hold anything. */
  take(bytes: number): number {
    const address = this.#end;
    this.#end += (bytes + 15) & ~15;
    const missing = this.#end - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / pageBytes));
    return address;
  }

  /** `count` planes of zeros one after the other: the address of the first. */
  planes(level: Level, count: number): number {
    return this.planesAt(level, this.take(count * level.bytes), count);
  }

  /** The same, in memory that was taken before. */
  planesAt({ bytes, stride }: Level, address: number, count: number): number {
    new Uint8Array(this.#memory.buffer, address, count * bytes).fill(0);
    return address + (pad * stride + pad) * 4;
  }

  /** Valid until more is taken. */
  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, length);
  }
}
