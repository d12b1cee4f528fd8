import type { FlowKernels } from './flow-kernels.ts';
import type { FlowSpace, Level } from './flow-space.ts';

/** How often the robust norms are weighed anew. */
const rounds = 3;
/** Over the linear system, in each round. */
const sweeps = 5;
const relaxation = 1.4;

/** Variational refinement of a motion, level by level (kernels/refine.as). */
export class Refinement {
  readonly #run: FlowKernels['run'];
  readonly #space: FlowSpace;
  readonly #smoothness: number;
  /** Three planes of conditions and seven of the system, of the largest level. */
  readonly #work: number;

  constructor(run: FlowKernels['run'], space: FlowSpace, largest: Level, smoothness: number) {
    this.#run = run;
    this.#space = space;
    this.#smoothness = smoothness;
    this.#work = space.take(10 * largest.bytes);
  }

  /** Changes `u` and `v`. @param pair the picture whose pixels move, and the one they are found in. */
  refine(
    level: Level,
    [from, to]: readonly [number, number],
    { u, v }: { readonly u: number; readonly v: number },
  ): void {
    if (this.#smoothness <= 0) return;
    const { width, height, stride, bytes } = level;
    const slopeX = this.#space.planesAt(level, this.#work, 10);
    const [slopeY, change, system] = [slopeX + bytes, slopeX + 2 * bytes, slopeX + 3 * bytes];
    const conditions = [slopeX, slopeY, change] as const;
    this.#run.linearise(from, to, width, height, stride, u, v, ...conditions);
    const place = [width, height, stride, u, v] as const;
    for (let round = 0; round < rounds; round++) {
      this.#run.weigh(...place, ...conditions, system, bytes, this.#smoothness);
      for (let k = 0; k < sweeps; k++) this.#run.sweep(...place, system, bytes, relaxation);
    }
  }
}
