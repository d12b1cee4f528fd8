import type { Picture, Rgb } from './picture.ts';

const WHITE: Rgb = [1, 1, 1];

/**
 * A picture from bytes as a canvas gives them: red, green, blue, alpha, not premultiplied,
 * `bytes.length === width * height * 4`. Where they are transparent the background shows (white
 * unless said otherwise), mixed as a browser does, in sRGB-encoded values. Opaque bytes come back
 * from `pictureToRgba8` exactly.
 */
export function pictureFromRgba8(
  bytes: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
  background: Rgb = WHITE,
): Picture {
  if (bytes.length !== width * height * 4) {
    throw new Error(`${width} x ${height} RGBA pixels are not ${bytes.length} bytes.`);
  }
  const data = new Float32Array(width * height * 3);
  for (let from = 0, to = 0; from < bytes.length; from += 4, to += 3) {
    const alpha = (bytes[from + 3] as number) / 255;
    for (let channel = 0; channel < 3; channel++) {
      const value = (bytes[from + channel] as number) / 255;
      data[to + channel] = value * alpha + (background[channel] as number) * (1 - alpha);
    }
  }
  return { width, height, data };
}

/** Opaque RGBA bytes for a canvas: values are clipped to [0, 1] and rounded to the nearest byte. */
export function pictureToRgba8({ width, height, data }: Picture): Uint8ClampedArray<ArrayBuffer> {
  // A clamped array rounds and clips by itself.
  const bytes = new Uint8ClampedArray(width * height * 4);
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4) {
    bytes[to] = (data[from] as number) * 255;
    bytes[to + 1] = (data[from + 1] as number) * 255;
    bytes[to + 2] = (data[from + 2] as number) * 255;
    bytes[to + 3] = 255;
  }
  return bytes;
}
