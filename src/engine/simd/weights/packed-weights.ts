import type { Workspace } from '../workspace.ts';

/** The weights of one program in its workspace, packed when first needed, kept until disposed. */
export class PackedWeights {
  readonly #workspace: Workspace;
  readonly #addresses = new Map<string, number>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** The address of the numbers known by this key. */
  get(key: string, pack: () => Float32Array): number {
    const known = this.#addresses.get(key);
    if (known !== undefined) return known;
    const packed = pack();
    const address = this.#workspace.allocate(packed.byteLength);
    this.#workspace.floats(address, packed.length).set(packed);
    this.#addresses.set(key, address);
    return address;
  }

  dispose(): void {
    for (const address of this.#addresses.values()) this.#workspace.free(address);
    this.#addresses.clear();
  }
}
