import type { Result } from '../../common/result.ts';
import type { Picture, Size } from '../picture/picture.ts';
import { type FlowKernels, withFlowKernels } from './flow-kernels.ts';
import { FlowSpace, type Level, levelOf } from './flow-space.ts';
import type { Motion } from './motion.ts';
import { Refinement } from './refinement.ts';

export interface FlowOptions {
  /** `half`: motion is found at half the size, and enlarged. `full` takes four times as long. */
  readonly detail?: 'half' | 'full';
  /** How much neighbouring pixels move alike, from 0; above 10 small things move with what is around. */
  readonly smoothness?: number;
}

/** Halves of smaller pictures show too little: these are searched at their own size. */
const smallSide = 240;
/** The coarsest level is at least so many pixels high and wide, two and a half patches. */
const coarsest = 20;

/** (u, v) as planes: where each pixel is found in the other picture. */
interface Field {
  readonly u: number;
  readonly v: number;
}

/** A picture at each level, the largest first. */
type Pyramid = readonly number[];

/**
 * How each pixel of `to` has moved since `from`, both of the same size: dense inverse search with
 * variational refinement, from coarse to fine, in both directions (kernels/search.as, refine.as).
 * The same pictures give the same bits on every machine. Problems: those of `withFlowKernels`.
 */
export function opticalFlow(
  from: Picture,
  to: Picture,
  options: FlowOptions = {},
): Promise<Result<Motion>> {
  return withFlowKernels((kernels) => new Flow(kernels, to, options).between(from, to));
}

class Flow {
  readonly #run: FlowKernels['run'];
  readonly #space: FlowSpace;
  readonly #levels: readonly Level[];
  /** Index of the level at which motion is found. */
  readonly #finest: number;
  readonly #refinement: Refinement;
  /** Motions of the patches of a level. */
  readonly #found: number;

  constructor(kernels: FlowKernels, size: Size, { detail = 'half', smoothness = 2 }: FlowOptions) {
    this.#run = kernels.run;
    this.#space = new FlowSpace(kernels);
    this.#finest = detail === 'full' || Math.min(size.width, size.height) < smallSide ? 0 : 1;
    this.#levels = levelsFor(size, this.#finest);
    const finest = this.#levels[this.#finest] as Level;
    this.#refinement = new Refinement(kernels.run, this.#space, finest, smoothness);
    const { patches } = kernels.run;
    this.#found = this.#space.take(8 * patches(finest.width) * patches(finest.height));
  }

  between(from: Picture, to: Picture): Motion {
    const before = this.#pyramid(from);
    const now = this.#pyramid(to);
    const back = this.#search(now, before);
    const forth = this.#search(before, now);
    return this.#motion(back, forth, to);
  }

  #pyramid({ width, height, data }: Picture): Pyramid {
    const pixels = this.#space.take(data.byteLength);
    const planes = this.#levels.map((level) => this.#space.planes(level, 1));
    this.#space.floats(pixels, data.length).set(data);
    this.#run.luma(pixels, planes[0] as number, width, height, (this.#levels[0] as Level).stride);
    for (let at = 1; at < planes.length; at++) {
      const [larger, level] = [this.#levels[at - 1] as Level, this.#levels[at] as Level];
      const [from, to] = [planes[at - 1] as number, planes[at] as number];
      this.#run.halve(from, larger.width, larger.height, larger.stride, to, level.stride);
    }
    return planes;
  }

  /** Where each pixel of a picture is found in the other one, at the finest level. */
  #search(from: Pyramid, to: Pyramid): Field {
    let field: Field = { u: 0, v: 0 };
    let stride = 0;
    for (let at = this.#levels.length - 1; at >= this.#finest; at--) {
      const level = this.#levels[at] as Level;
      const pair = [from[at] as number, to[at] as number] as const;
      const place = [...pair, level.width, level.height, level.stride] as const;
      this.#run.search(...place, field.u, field.v, stride, this.#found);
      const sums = this.#space.planes(level, 3);
      field = { u: sums + level.bytes, v: sums + 2 * level.bytes };
      this.#run.densify(...place, this.#found, sums, field.u, field.v);
      this.#refinement.refine(level, pair, field);
      stride = level.stride;
    }
    return field;
  }

  #motion(back: Field, forth: Field, { width, height }: Size): Motion {
    const level = this.#levels[this.#finest] as Level;
    const place = [level.width, level.height, level.stride] as const;
    const agreement = this.#space.planes(level, 1);
    this.#run.agree(...place, back.u, back.v, forth.u, forth.v, agreement);
    const moves = this.#space.take(width * height * 8);
    const shares = this.#space.take(width * height * 4);
    const row = this.#space.take(4 * level.stride);
    const factor = this.#finest === 0 ? 1 : 2;
    const enlarge = (plane: number, out: number, gap: number, gain: number) =>
      this.#run.enlarge(plane, ...place, factor, out, width, height, gap, gain, row);
    // From where it was to where it is: the other way round than it was searched.
    enlarge(back.u, moves, 2, -factor);
    enlarge(back.v, moves + 4, 2, -factor);
    enlarge(agreement, shares, 1, 1);
    const data = this.#space.floats(moves, width * height * 2).slice();
    const consistency = this.#space.floats(shares, width * height).slice();
    return { width, height, data, consistency: { width, height, data: consistency } };
  }
}

/** Each half the size of the one before, rounded up. */
function levelsFor(size: Size, finest: number): readonly Level[] {
  const levels = [levelOf(size)];
  for (;;) {
    const { width, height } = levels.at(-1) as Level;
    const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
    if (levels.length > finest && Math.min(half.width, half.height) < coarsest) return levels;
    levels.push(levelOf(half));
  }
}
