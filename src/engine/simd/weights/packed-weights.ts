import type { Workspace } from '../workspace.ts';

/** The weights of one program in its workspace, packed when first needed, kept until disposed. */
export class PackedWeights {
  readonly #workspace: Workspace;
  readonly #addresses = new Map<string, number>();

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
    return address;
  }

  dispose(): void {
    for (const address of this.#addresses.values()) this.#workspace.free(address);
    this.#addresses.clear();
  }
}
