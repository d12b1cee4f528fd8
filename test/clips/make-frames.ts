/** 8-bit RGBA. */
export interface TestFrame {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * A frame of a film that we make: slow waves of colour that wander, a disc that goes across, and in the
 * corner the number of the frame as eight squares, black or white, so that each frame can be told
 * from the others after any encoder.
 */
export function makeFrame(index: number, width: number, height: number): TestFrame {
  const data = new Uint8ClampedArray(4 * width * height);
  const [discX, discY] = [width * (0.1 + 0.02 * index), height / 2];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const wave = (period: number, phase: number) =>
        128 + 80 * Math.sin(((x + 2 * index) * 2 * Math.PI) / period + phase + y / period);
      const inDisc = Math.hypot(x - discX, y - discY) < height / 5;
      data[at] = inDisc ? 230 : wave(width, 0);
      data[at + 1] = inDisc ? 90 : wave(width / 2, 2);
      data[at + 2] = inDisc ? 40 : wave(width * 1.5, 4);
      data[at + 3] = 255;
    }
  }
  for (let bit = 0; bit < 8; bit++) fillSquare(data, width, bit, (index >> bit) & 1 ? 255 : 0);
  return { width, height, data };
}

const square = 8;

function fillSquare(data: Uint8ClampedArray, width: number, place: number, shade: number): void {
  for (let y = 0; y < square; y++) {
    for (let x = 0; x < square; x++) data.fill(shade, at(x, y), at(x, y) + 3);
  }
  function at(x: number, y: number): number {
    return 4 * (y * width + place * square + x);
  }
}

/** The number in the corner of a frame, of 3 or 4 channels of 0 to `white`. */
export function numberIn(
  { width, data }: { readonly width: number; readonly data: ArrayLike<number> },
  channels: 3 | 4,
  white = 255,
): number {
  let index = 0;
  for (let bit = 0; bit < 8; bit++) {
    const middle = channels * ((square / 2) * width + bit * square + square / 2);
    if ((data[middle] as number) > white / 2) index |= 1 << bit;
  }
  return index;
}

/** Peak signal-to-noise ratio of two pictures in decibels; alpha does not count. */
export function psnr(
  one: { readonly data: ArrayLike<number>; readonly channels: 3 | 4 },
  other: { readonly data: ArrayLike<number>; readonly channels: 3 | 4 },
): number {
  const pixels = one.data.length / one.channels;
  let sum = 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let i = 0; i < 3; i++) {
      const a = one.data[pixel * one.channels + i] as number;
      const b = other.data[pixel * other.channels + i] as number;
      sum += (a - b) ** 2;
    }
  }
  return 10 * Math.log10(255 ** 2 / (sum / (3 * pixels) || 1e-9));
}
