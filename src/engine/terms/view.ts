import { type Edges, marginOf, modulo, sampleAt } from '../picture/edges.ts';
import type { Size } from '../picture/picture.ts';
import type { Shift, Tile } from './prepared.ts';

/** What a program sees of a picture at one step: a tile of the shifted picture, or all of it. */
export interface View {
  readonly shift: Shift;
  readonly tile: Tile | null;
  /** `wrap` when absent. */
  readonly edges?: Edges;
}

/** Equal for views that show the same of a picture of this size. */
export function keyOf(view: View, size: Size): string {
  const { top, left, height, width } = windowOf(view, size);
  return [top, left, height, width].join();
}

/**
 * What the view shows of a picture or mask.
 * @param channels values per pixel.
 */
export function cropToView<P extends Size & { readonly data: Float32Array }>(
  picture: P,
  channels: 1 | 3,
  view: View,
): P {
  const { top, left, width, height } = windowOf(view, picture);
  const data = new Float32Array(width * height * channels);
  const edges = view.edges ?? 'wrap';
  const columns = Int32Array.from({ length: width }, (_, x) =>
    sampleAt(left + x, picture.width, edges),
  );
  for (let y = 0; y < height; y++) {
    const row = sampleAt(top + y, picture.height, edges) * picture.width;
    for (let x = 0; x < width; x++) {
      const from = (row + (columns[x] as number)) * channels;
      const to = (y * width + x) * channels;
      for (let c = 0; c < channels; c++) data[to + c] = picture.data[from + c] as number;
    }
  }
  return { ...picture, width, height, data };
}

/**
 * Where a place of the picture is in the view, or null when it is not in it. In pixels; a mirror
 * image of the place does not count.
 */
export function placeIn(
  view: View,
  size: Size,
  place: { readonly y: number; readonly x: number },
): { readonly y: number; readonly x: number } | null {
  const { top, left, width, height } = windowOf(view, size);
  const isCircle = (view.edges ?? 'wrap') === 'wrap';
  const y = isCircle ? modulo(place.y - top, size.height) : place.y - top;
  const x = isCircle ? modulo(place.x - left, size.width) : place.x - left;
  return y >= 0 && y < height && x >= 0 && x < width ? { y, x } : null;
}

/** The size of what the view shows. */
export function viewSize({ tile, edges = 'wrap' }: View, { width, height }: Size): Size {
  return (
    tile ?? {
      width: width + 2 * marginOf(width, edges),
      height: height + 2 * marginOf(height, edges),
    }
  );
}

/** The window on the picture as it is before the shift; on a circle its corner is inside. */
function windowOf(view: View, picture: Size): Tile {
  const {
    shift: [down, right],
    tile,
    edges = 'wrap',
  } = view;
  const top = (tile?.top ?? 0) - marginOf(picture.height, edges) - down;
  const left = (tile?.left ?? 0) - marginOf(picture.width, edges) - right;
  const isCircle = edges === 'wrap';
  const { width, height } = viewSize(view, picture);
  return {
    top: isCircle ? modulo(top, picture.height) : top,
    left: isCircle ? modulo(left, picture.width) : left,
    width,
    height,
  };
}
