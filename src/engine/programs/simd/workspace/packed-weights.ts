import type { Weights } from '../../../network/ir.ts';
import { sizeOf } from '../../../network/weights.ts';
import { passCheckpoint } from '../../../tensors/interrupt.ts';
import type { Workspace } from './workspace.ts';

/** The weights of one program in its workspace, packed when first needed, kept until disposed. */
export class PackedWeights {
  readonly #workspace: Workspace;
  readonly #addresses = new Map<string, number>();
  #scratch = new Float32Array(0);

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /**
   * The address of the numbers known by this key.
   * @param write gets `length` zeros in place of which it puts the numbers.
   */
  get(key: string, length: number, write: (to: Float32Array) => void): number {
    const known = this.#addresses.get(key);
    if (known !== undefined) return known;
    const address = this.#workspace.allocateZeros(length * Float32Array.BYTES_PER_ELEMENT);
    write(this.#workspace.floats(address, length));
    this.#addresses.set(key, address);
    passCheckpoint();
    return address;
  }

  /**
   * Numbers to be packed, good until the next are unpacked: one scratch for all of them, since memory
   * that a process has not used before costs more than the arithmetic.
   */
  unpack({ shape, load }: Weights): Float32Array {
    const length = sizeOf(shape);
    if (this.#scratch.length < length) {
      this.#scratch = new Float32Array(Math.max(length, 2 * this.#scratch.length));
    }
    return load(this.#scratch.subarray(0, length));
  }

  /** Everything that is needed for now has been packed. */
  dropScratch(): void {
    this.#scratch = new Float32Array(0);
  }

  dispose(): void {
    for (const address of this.#addresses.values()) this.#workspace.free(address);
    this.#addresses.clear();
  }
}
