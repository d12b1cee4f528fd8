import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Shift } from '../objective/prepared.ts';
import { type Edges, marginOf } from '../picture/edges.ts';
import type { Size } from '../picture/picture.ts';
import { handOn } from './hand-on.ts';
import { roll } from './roll.ts';

/**
 * What the network sees of a picture [1, H, W, C] moved by whole pixels down and right. `wrap`: the
 * same size; what leaves at one edge comes in at the other. `mirror`: larger by a margin on every
 * side, with the picture mirrored where it does not reach. A new tensor.
 */
export function slide(image: Tensor4D, [down, right]: Shift, edges: Edges): Tensor4D {
  if (edges === 'wrap') return roll(image, [down, right]);
  const [, height, width] = image.shape;
  return alongBoth(
    image,
    (rows) => extend(rows, endsOf(height, down)),
    (columns) => extend(columns, endsOf(width, right)),
  );
}

/**
 * From the gradient with respect to what was seen to that with respect to the picture itself: the
 * adjoint of `slide`. Where `mirror` showed a pixel twice, its gradients add up; what it left out
 * has none. A new tensor.
 * @param size of the picture.
 */
export function slideBack(
  gradient: Tensor4D,
  [down, right]: Shift,
  edges: Edges,
  { width, height }: Size,
): Tensor4D {
  if (edges === 'wrap') return roll(gradient, [-down, -right]);
  return alongBoth(
    gradient,
    (rows) => fold(rows, endsOf(height, down)),
    (columns) => fold(columns, endsOf(width, right)),
  );
}

/** How many pixels come in mirrored before the first and after the last; below 0: so many leave. */
interface Ends {
  readonly before: number;
  readonly after: number;
}

function endsOf(length: number, shift: number): Ends {
  const margin = marginOf(length, 'mirror');
  return { before: margin + shift, after: margin - shift };
}

type Change = (x: Tensor3D) => Tensor3D;

/** Both changes go along the middle axis: of [1, H, W · C] for rows, of [H, W, C] for columns. */
function alongBoth(image: Tensor4D, ofRows: Change, ofColumns: Change): Tensor4D {
  const [, height, width, channels] = image.shape;
  return tf.tidy(() => {
    const rows = ofRows(tf.reshape(image, [1, height, width * channels]));
    const columns = tf.reshape(rows, [rows.shape[1], width, channels]) as Tensor3D;
    const changed = handOn(columns, ofColumns);
    return tf.reshape(changed, [1, ...changed.shape]);
  });
}

function extend(x: Tensor3D, { before, after }: Ends): Tensor3D {
  const length = x.shape[1];
  const [first, end] = [Math.max(0, -before), length - Math.max(0, -after)];
  const parts = [part(x, first, end - first)];
  if (before > 0) parts.unshift(mirrored(x, 0, before));
  if (after > 0) parts.push(mirrored(x, length - after, after));
  return tf.concat(parts, 1);
}

/** The adjoint of `extend`. */
function fold(x: Tensor3D, { before, after }: Ends): Tensor3D {
  const seen = x.shape[1];
  const length = seen - before - after;
  const [first, end] = [Math.max(0, before), seen - Math.max(0, after)];
  const inner = part(x, first, end - first);
  const parts = [padded(inner, Math.max(0, -before), Math.max(0, -after))];
  if (before > 0) parts.push(padded(mirrored(x, 0, before), 0, length - before));
  if (after > 0) parts.push(padded(mirrored(x, seen - after, after), length - after, 0));
  return tf.addN(parts);
}

function part(x: Tensor3D, begin: number, size: number): Tensor3D {
  return tf.slice3d(x, [0, begin, 0], [-1, size, -1]);
}

function mirrored(x: Tensor3D, begin: number, size: number): Tensor3D {
  return tf.reverse3d(part(x, begin, size), 1);
}

function padded(x: Tensor3D, before: number, after: number): Tensor3D {
  return tf.pad3d(x, [
    [0, 0],
    [before, after],
    [0, 0],
  ]);
}
