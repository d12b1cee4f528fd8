import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { inferFields } from '../network/geometry.ts';
import type { NetworkTerm, Objective } from '../objective/objective.ts';
import type { Size } from '../picture/picture.ts';
import type { Tile } from '../terms/prepared.ts';
import { viewSize } from '../terms/view.ts';
import type { AscentOptions, TileOptions } from './options.ts';

/** Pixels of a picture that `auto` takes in one piece. */
const autoPixels = 1_500_000;
/** Longest side of a tile without its halo under `auto`. */
const autoSide = 768;
/** Under `auto`, tiles are made this much smaller at most to make room for their halo. */
const leastAutoSide = 512;
/** Longest side of a window that a halo may grow to: 3000x2000 pixels then dream within 2 GiB. */
const longestWindow = 1024;
/**
 * Halo over receptive field. A pixel's gradient comes from units up to half of it away, and they see
 * as far again, but units hardly look at the rim of what they see: with this share, gradients are
 * within 0.5 % of those of the whole picture (mixed4, block_13_expand_relu).
 */
const haloShare = 0.72;
/** Tiles start at multiples of this, so that the network's strides fall on the same pixels. */
const grid = 32;

/** Along one axis: the part of the picture that a tile answers for, and the window it looks at. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly windowFrom: number;
  readonly windowTo: number;
}

export interface Tiles {
  readonly rows: readonly Span[];
  readonly columns: readonly Span[];
}

/** The tiles of what the network sees of a picture: with mirrored edges more than the picture. */
export function planTilesOf(
  picture: Size,
  { tiles, edges }: Pick<AscentOptions, 'tiles' | 'edges'>,
): Tiles {
  return planTiles(viewSize({ shift: [0, 0], tile: null, edges }, picture), tiles);
}

/**
 * Tiles with a halo that suits what the layers in use see, as far as memory allows.
 * @param tiles whose halo is the least.
 */
export function withHaloFor({ terms }: Objective, tiles: TileOptions): TileOptions {
  if (tiles.size === 'off') return tiles;
  const sight = Math.max(0, ...terms.map((term) => ('network' in term ? sightOf(term) : 0)));
  const least = tiles.size === 'auto' ? leastAutoSide : tiles.size;
  const room = Math.floor((longestWindow - least) / 2);
  return { ...tiles, halo: Math.max(tiles.halo, Math.min(haloShare * sight, room)) };
}

/** Long side in pixels of what one unit of the layer sees. */
function sightOf({ network, layer }: NetworkTerm): number {
  return Math.max(...(inferFields(network.ir).get(layer)?.receptiveField ?? [0]));
}

export function planTiles({ width, height }: Size, { size, halo }: TileOptions): Tiles {
  const room = Math.max(leastAutoSide, longestWindow - 2 * roundUp(halo, grid));
  const auto = width * height > autoPixels ? Math.min(autoSide, room) : 'off';
  const side = size === 'auto' ? auto : size;
  const spans = (length: number) =>
    side === 'off' ? planSpans(length, length, 0) : planSpans(length, side, halo);
  return { rows: spans(height), columns: spans(width) };
}

export function countTiles({ rows, columns }: Tiles): number {
  return rows.length * columns.length;
}

/** Up to four tiles from all over the picture, for measures that need no more. */
export function sampleTiles({ rows, columns }: Tiles): Tiles {
  return { rows: sampleSpans(rows), columns: sampleSpans(columns) };
}

function sampleSpans(spans: readonly Span[]): readonly Span[] {
  if (spans.length <= 2) return spans;
  return [1, 3].map((quarter) => spans[Math.floor((quarter * spans.length) / 4)] as Span);
}

/**
 * Splits a length evenly into spans of about `side` at most, without a rest, cut at multiples of
 * `align`. All windows are equally long, so that one tile's numbers weigh like another's and one
 * size is compiled; they hold `halo` around their span except beyond the picture's ends, and end
 * like the picture on the grid, so that SAME padding falls alike.
 */
export function planSpans(
  length: number,
  side: number,
  halo: number,
  align: number = grid,
): readonly Span[] {
  const count = Math.max(1, Math.ceil(length / side));
  const cuts = Array.from({ length: count + 1 }, (_, i) => cutAt(i, count, length, align));
  const spans = cuts
    .slice(1)
    .map((to, i): [number, number] => [cuts[i] as number, to])
    .filter(([from, to]) => to > from);
  const margin = Math.ceil(halo / align) * align;
  const longest = Math.max(...spans.map(([from, to]) => to - from));
  const rest = length % align;
  const window = Math.min(length, roundUp(longest + 2 * margin - rest, align) + rest);
  return spans.map(([from, to]) => {
    const windowFrom = Math.min(Math.max(from - margin, 0), length - window);
    return { from, to, windowFrom, windowTo: windowFrom + window };
  });
}

function cutAt(index: number, count: number, length: number, align: number): number {
  if (index === count) return length;
  return Math.floor((index * length) / count / align) * align;
}

function roundUp(value: number, align: number): number {
  return Math.ceil(value / align) * align;
}

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

/** What a tile answers for, in pixels of the picture that is cut. */
export function areaOf({ window, core }: PlacedTile): Tile {
  return { ...core, top: window.top + core.top, left: window.left + core.left };
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
