import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Margins, PadOperation } from '../../../network/ir.ts';
import { type Kernel, only, type Shape4D } from './kernel.ts';

const nothing = { inputs: false, output: false };

export function padKernel({ mode, value, margins }: PadOperation): Kernel {
  const { top, bottom, left, right } = margins;
  if (mode === 'constant') {
    return {
      keeps: nothing,
      forward: (inputs) => tf.pad4d(only(inputs), around(margins), value),
      backward: (cotangent, { inputShapes }) => [part(cotangent, top, left, only(inputShapes))],
      dispose: () => {},
    };
  }
  const [rows, columns] = [repeatBorder(mode, 1, top, bottom), repeatBorder(mode, 2, left, right)];
  return {
    keeps: nothing,
    forward: (inputs) => tf.tidy(() => tf.clone(columns.forth(rows.forth(only(inputs))))),
    backward: (cotangent) => [tf.tidy(() => tf.clone(rows.back(columns.back(cotangent))))],
    dispose: () => {},
  };
}

export function cropKernel(margins: Margins): Kernel {
  const { top, bottom, left, right } = margins;
  return {
    keeps: nothing,
    forward: (inputs) => {
      const x = only(inputs);
      const [, height, width, channels] = x.shape;
      return part(x, top, left, [1, height - top - bottom, width - left - right, channels]);
    },
    backward: (cotangent) => [tf.pad4d(cotangent, around(margins))],
    dispose: () => {},
  };
}

function around({ top, bottom, left, right }: Margins): Parameters<typeof tf.pad4d>[1] {
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

function part(
  x: Tensor4D,
  top: number,
  left: number,
  [, height, width, channels]: Shape4D,
): Tensor4D {
  return tf.slice4d(x, [0, top, left, 0], [1, height, width, channels]);
}

/** Along one axis, the border's lines again and again, or the lines inside of it mirrored. */
function repeatBorder(mode: 'edge' | 'reflect', axis: 1 | 2, before: number, after: number) {
  const lines = (x: Tensor4D, begin: number, size: number): Tensor4D => {
    const from = [0, 0, 0, 0];
    const extent = [...x.shape];
    [from[axis], extent[axis]] = [begin, size];
    return tf.slice(x, from, extent);
  };
  /** So many copies of a line, or so many lines in the opposite order. */
  const turn = (x: Tensor4D, count: number): Tensor4D => {
    if (mode === 'reflect') return tf.reverse(x, axis);
    return tf.tile(x, axis === 1 ? [1, count, 1, 1] : [1, 1, count, 1]);
  };
  const turnBack = (x: Tensor4D): Tensor4D =>
    mode === 'reflect' ? tf.reverse(x, axis) : tf.sum(x, axis, true);
  /** Where the lines come from that lie before and after. */
  const sources = (length: number) =>
    mode === 'edge'
      ? ([[before, 0, 1] as const, [after, length - 1, 1] as const] as const)
      : ([[before, 1, before] as const, [after, length - 1 - after, after] as const] as const);
  return {
    forth: (x: Tensor4D): Tensor4D => {
      const [first, last] = sources(x.shape[axis]).map(([count, begin, size]) =>
        count === 0 ? [] : [turn(lines(x, begin, size), count)],
      );
      return tf.concat([...(first ?? []), x, ...(last ?? [])], axis);
    },
    back: (cotangent: Tensor4D): Tensor4D => {
      const length = cotangent.shape[axis] - before - after;
      const starts = [0, before + length];
      return sources(length).reduce(
        (sum, [count, begin, size], i) => {
          if (count === 0) return sum;
          const share = turnBack(lines(cotangent, starts[i] ?? 0, count));
          const spread: [number, number] = [begin, length - begin - size];
          const none: [number, number] = [0, 0];
          const [rows, columns] = axis === 1 ? [spread, none] : [none, spread];
          return tf.add(sum, tf.pad4d(share, [none, rows, columns, none]));
        },
        lines(cotangent, before, length),
      );
    },
  };
}
