import type { Size } from '../picture/picture.ts';
import type { Shift, Tile } from './prepared.ts';

/** What a program sees of a picture at one step: a tile of the shifted picture, or all of it. */
export interface View {
  readonly shift: Shift;
  readonly tile: Tile | null;
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
export function see<P extends Size & { readonly data: Float32Array }>(
  picture: P,
  channels: 1 | 3,
  view: View,
): P {
  const { top, left, width, height } = windowOf(view, picture);
  const data = new Float32Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    const row = ((top + y) % picture.height) * picture.width;
    for (let x = 0; x < width; x++) {
      const from = (row + ((left + x) % picture.width)) * channels;
      const to = (y * width + x) * channels;
      for (let c = 0; c < channels; c++) data[to + c] = picture.data[from + c] as number;
    }
  }
  return { ...picture, width, height, data };
}

/** Where a place of the picture is in the view, or null when it is not in it. In pixels. */
export function placeIn(
  view: View,
  size: Size,
  place: { readonly y: number; readonly x: number },
): { readonly y: number; readonly x: number } | null {
  const { top, left, width, height } = windowOf(view, size);
  const y = modulo(place.y - top, size.height);
  const x = modulo(place.x - left, size.width);
  return y < height && x < width ? { y, x } : null;
}

/** The window on the picture as it is before the shift, its corner inside the picture. */
function windowOf({ shift: [down, right], tile }: View, { width, height }: Size): Tile {
  return {
    top: modulo((tile?.top ?? 0) - down, height),
    left: modulo((tile?.left ?? 0) - right, width),
    width: tile?.width ?? width,
    height: tile?.height ?? height,
  };
}

function modulo(value: number, length: number): number {
  return ((value % length) + length) % length;
}
