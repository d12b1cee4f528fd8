import type { Weights } from './ir.ts';

/** Weights that are at hand already. */
export function constantWeights(shape: readonly number[], data: Float32Array): Weights {
  return { shape, load: () => data };
}

/** The same weights, unpacked but once as long as these are held. */
export function loadedOnce({ shape, load }: Weights): Weights {
  let loaded: Float32Array | null = null;
  return {
    shape,
    load: () => {
      loaded ??= load();
      return loaded;
    },
  };
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Joins weights along their last axis, e.g. filters [kh, kw, in, out] along their output channels. */
export function concatLastAxis(parts: readonly Weights[]): Weights {
  const widths = parts.map((part) => part.shape.at(-1) ?? 1);
  const width = widths.reduce((sum, w) => sum + w, 0);
  const head = parts[0]?.shape.slice(0, -1) ?? [];
  return {
    shape: [...head, width],
    load: (scratch) => {
      const rows = sizeOf(head);
      const joined = scratch ?? new Float32Array(rows * width);
      let offset = 0;
      parts.forEach((part, index) => {
        const data = part.load();
        const w = widths[index] ?? 0;
        for (let row = 0; row < rows; row++) {
          joined.set(data.subarray(row * w, (row + 1) * w), row * width + offset);
        }
        offset += w;
      });
      return joined;
    },
  };
}

/** Some of what lies along the last axis, e.g. of the output channels of filters. */
export function sliceLastAxis({ shape, load }: Weights, begin: number, size: number): Weights {
  const width = shape.at(-1) ?? 1;
  const head = shape.slice(0, -1);
  return {
    shape: [...head, size],
    load: (scratch) => {
      const data = load();
      const rows = sizeOf(head);
      const part = scratch ?? new Float32Array(rows * size);
      for (let row = 0; row < rows; row++) {
        const from = row * width + begin;
        part.set(data.subarray(from, from + size), row * size);
      }
      return part;
    },
  };
}
