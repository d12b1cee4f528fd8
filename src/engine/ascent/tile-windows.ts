import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tile } from '../objective/prepared.ts';
import type { Span, Tiles } from './tiles.ts';

/** One tile: where it looks, and what part of its window it answers for. In pixels. */
export interface PlacedTile {
  readonly window: Tile;
  /** Relative to the window. */
  readonly core: Tile;
  /** The core's share of the area of all of them. */
  readonly share: number;
}

/** Row by row. */
export function listTiles({ rows, columns }: Tiles): readonly PlacedTile[] {
  const area = lengthOf(rows) * lengthOf(columns);
  return rows.flatMap((row) => columns.map((column) => place(row, column, area)));
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

function place(row: Span, column: Span, area: number): PlacedTile {
  const core: Tile = {
    top: row.from - row.windowFrom,
    left: column.from - column.windowFrom,
    height: row.to - row.from,
    width: column.to - column.from,
  };
  const window: Tile = {
    top: row.windowFrom,
    left: column.windowFrom,
    height: row.windowTo - row.windowFrom,
    width: column.windowTo - column.windowFrom,
  };
  return { window, core, share: (core.height * core.width) / area };
}

/** A new tensor. */
export function cut(image: Tensor4D, { top, left, height, width }: Tile): Tensor4D {
  if (height === image.shape[1] && width === image.shape[2]) return tf.clone(image);
  return tf.slice4d(image, [0, top, left, 0], [1, height, width, -1]);
}

/** Puts the cores of all tiles together again. Takes them over. */
export function paste(cores: readonly Tensor4D[], { rows, columns }: Tiles): Tensor4D {
  const [only] = cores;
  if (only && cores.length === 1) return only;
  const whole = tf.tidy(() => {
    const strips = rows.map((_, row) =>
      join(cores.slice(row * columns.length, (row + 1) * columns.length), 2),
    );
    return join(strips, 1);
  });
  tf.dispose([...cores]);
  return whole;
}

function join(tensors: readonly Tensor4D[], axis: 1 | 2): Tensor4D {
  return tf.concat([...tensors], axis);
}
