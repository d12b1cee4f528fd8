import type { Picture } from '../../engine/picture/index.ts';

/**
 * How EXIF turns a picture: where the upright picture's pixel at (x, y) lies in the stored one of
 * `width` and `height`.
 */
const sourceOf: Readonly<
  Record<number, (x: number, y: number, width: number, height: number) => [number, number]>
> = {
  2: (x, y, width) => [width - 1 - x, y],
  3: (x, y, width, height) => [width - 1 - x, height - 1 - y],
  4: (x, y, _width, height) => [x, height - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, _width, height) => [y, height - 1 - x],
  7: (x, y, width, height) => [width - 1 - y, height - 1 - x],
  8: (x, y, width) => [width - 1 - y, x],
};

/** The picture as EXIF says it is to be seen. */
export function upright(stored: Picture, orientation: number): Picture {
  const source = sourceOf[orientation];
  if (!source) return stored;
  const size = uprightSize(stored, orientation);
  const data = new Float32Array(stored.data.length);
  for (let y = 0, at = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++, at += 3) {
      const [left, top] = source(x, y, stored.width, stored.height);
      const from = (top * stored.width + left) * 3;
      data[at] = stored.data[from] as number;
      data[at + 1] = stored.data[from + 1] as number;
      data[at + 2] = stored.data[from + 2] as number;
    }
  }
  return { ...size, data };
}

/** Width and height change places where the picture lies on its side. */
export function uprightSize(
  { width, height }: { readonly width: number; readonly height: number },
  orientation: number,
): { readonly width: number; readonly height: number } {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}
