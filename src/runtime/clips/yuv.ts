import type { RgbaFrame } from './clip-writer.ts';

/** The smallest even number that is not smaller: colours of video have half the width and height. */
export function even(length: number): number {
  return length + (length & 1);
}

/** Shares of red, green and blue in the brightness, by ITU-R BT.709. */
const [kr, kg, kb] = [0.2126, 0.7152, 0.0722];

/**
 * A frame as video keeps it, 4:2:0: the brightness of every pixel, then two planes of colours with one
 * value for each square of four. By ITU-R BT.709, in the narrow range: brightness from 16 to 235,
 * colours from 16 to 240. An odd side is made even by its last pixels once more. Both hosts feed
 * their encoders with this, so that no two ideas of colour meet.
 */
export function toI420({ width, height, data }: RgbaFrame): Uint8Array<ArrayBuffer> {
  const [columns, rows] = [even(width), even(height)];
  const [across, down] = [columns / 2, rows / 2];
  const planes = new Uint8Array(columns * rows + 2 * across * down);
  const blues = columns * rows;
  const reds = blues + across * down;
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      let [red, green, blue] = [0, 0, 0];
      for (let corner = 0; corner < 4; corner++) {
        const [x, y] = [2 * column + (corner & 1), 2 * row + (corner >> 1)];
        const at = 4 * (Math.min(y, height - 1) * width + Math.min(x, width - 1));
        const [r, g, b] = [data[at] as number, data[at + 1] as number, data[at + 2] as number];
        planes[y * columns + x] = 16.5 + (219 / 255) * (kr * r + kg * g + kb * b);
        red += r;
        green += g;
        blue += b;
      }
      const brightness = kr * red + kg * green + kb * blue;
      const at = row * across + column;
      const scale = 224 / 255 / 8;
      planes[blues + at] = 128.5 + (scale * (blue - brightness)) / (1 - kb);
      planes[reds + at] = 128.5 + (scale * (red - brightness)) / (1 - kr);
    }
  }
  return planes;
}

/** Bits in a second for a quality from 1 to 100: the same for each pixel of each frame. */
export function bitrate({
  width,
  height,
  fps,
  quality,
}: {
  width: number;
  height: number;
  fps: number;
  quality: number;
}): number {
  // Dreams are textures all over and take several times as much as what cameras see.
  const bitsPerPixel = 0.03 * 2 ** (quality / 20);
  return Math.max(50_000, Math.round(width * height * fps * bitsPerPixel));
}
