import type { Weights } from '../../../network/ir.ts';
import { sizeOf } from '../../../network/weights.ts';
import { passCheckpoint } from '../../../tensors/interrupt.ts';
import type { KernelName } from '../kernels/instance.ts';
import { packPanels, panelOf, panelsLength, type Taps } from './pack.ts';
import type { Workspace } from './workspace.ts';

/** A filter as the products of Winograd's algorithm take it (kernels/winograd-filter.as). */
export interface TransformedFilter {
  readonly kernel: Extract<KernelName, 'winogradFilter' | 'winogradLineFilter'>;
  readonly taps: Taps;
  readonly g: Float64Array;
  /** What the kernel gets between its addresses and the number of inputs. */
  readonly form: readonly number[];
  /** Numbers that it makes. */
  readonly length: number;
}

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
    return this.#once(key, () => {
      const address = this.#workspace.allocateZeros(length * Float32Array.BYTES_PER_ELEMENT);
      write(this.#workspace.floats(address, length));
      return address;
    });
  }

  /** The address of a transformed filter known by this key. Its outputs are a multiple of 16. */
  getTransformed(key: string, make: () => TransformedFilter): number {
    return this.#once(key, () => this.#transform(make()));
  }

  #once(key: string, make: () => number): number {
    const known = this.#addresses.get(key);
    if (known !== undefined) return known;
    const address = make();
    this.#addresses.set(key, address);
    passCheckpoint();
    return address;
  }

  #transform({ kernel, taps, g, form, length }: TransformedFilter): number {
    const { begins, inputs, outputs } = taps;
    const workspace = this.#workspace;
    const count = panelsLength(begins.length, inputs, outputs);
    // What is kept lies before what is given back. Full panels leave nothing that had to be zero.
    const address = workspace.allocate(length * Float32Array.BYTES_PER_ELEMENT);
    const panels = workspace.allocate(count * Float32Array.BYTES_PER_ELEMENT);
    const factors = workspace.allocate(g.byteLength);
    packPanels(taps, workspace.floats(panels, count));
    workspace.doubles(factors, g.length).set(g);
    const units = outputs / panelOf(outputs);
    workspace.call(kernel, [panels, factors, address, ...form, inputs, units], units);
    workspace.free(factors);
    workspace.free(panels);
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
