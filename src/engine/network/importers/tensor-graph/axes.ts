/*
 * Files of tensor operations move axes about (NCHW and NHWC, channel shuffles, tokens); the IR has
 * rows, columns and channels in one order. So transposing and reshaping move nothing here: they change
 * which of the map's lengths each axis of the tensor runs through.
 */

export type Role = 'batch' | 'row' | 'column' | 'channel';

/**
 * A length that an axis runs through: all of a map's rows, columns or channels, or a digit of their
 * number. The channels of a shuffle of 2 x 58 are a digit of 2 with steps of 58, and one of 58.
 */
export interface Part {
  readonly of: Role;
  readonly length: number;
  readonly step: number;
}

/** For each axis of a tensor the parts of it, outermost first. Parts of length 1 are left out. */
export type Axes = readonly Axis[];
export type Axis = readonly Part[];

export function wholeAxis(of: Role, length: number): Axis {
  return length === 1 ? [] : [{ of, length, step: 1 }];
}

export function lengthOf(axis: Axis): number {
  return axis.reduce((product, { length }) => product * length, 1);
}

export function lengthsOf(axes: Axes): readonly number[] {
  return axes.map(lengthOf);
}

/** @param order for each axis of the result, which axis it is now. */
export function transposed(axes: Axes, order: readonly number[]): Axes {
  return order.map((from) => axes[from] ?? []);
}

/** The same numbers with axes of other lengths; null where an axis would end inside a part of them. */
export function reshaped(axes: Axes, lengths: readonly number[]): Axes | null {
  const left = axes.flat();
  const made = lengths.map((length) => takeParts(left, length));
  if (left.length > 0 || made.includes(null)) return null;
  return made.map((axis) => joined(axis as Axis));
}

/** Takes parts of so many numbers from the front. */
function takeParts(left: Part[], length: number): Axis | null {
  const taken: Part[] = [];
  let missing = length;
  while (missing > 1) {
    const part = left.shift();
    if (!part) return null;
    if (missing % part.length === 0) {
      taken.push(part);
      missing /= part.length;
    } else if (part.length % missing === 0) {
      const inner = part.length / missing;
      taken.push({ ...part, length: missing, step: part.step * inner });
      left.unshift({ ...part, length: inner });
      missing = 1;
    } else return null;
  }
  return missing === 1 ? taken : null;
}

/** With parts that count on from one another made one. */
function joined(axis: Axis): Axis {
  const parts: Part[] = [];
  for (const part of axis) {
    const outer = parts.at(-1);
    if (outer && outer.of === part.of && outer.step === part.step * part.length) {
      parts[parts.length - 1] = { ...part, length: outer.length * part.length };
    } else parts.push(part);
  }
  return parts;
}

export function isSameAxis(a: Axis, b: Axis): boolean {
  return (
    a.length === b.length &&
    a.every(({ of, length, step }, at) => {
      const other = b[at];
      return other?.of === of && other.length === length && other.step === step;
    })
  );
}

/**
 * For parts of one role, run through in their order, the place of each number among the map's: as
 * many as the lengths multiply to.
 */
export function placesOf(axis: Axis): readonly number[] {
  return axis.reduce<readonly number[]>(
    (places, { length, step }) =>
      places.flatMap((place) => Array.from({ length }, (_, digit) => place + digit * step)),
    [0],
  );
}
