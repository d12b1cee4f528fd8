/** A test picture and what it is in sRGB. */
export interface Case {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  /** 0 to 255 of red, green and blue in the middle of each patch, row by row. */
  readonly patches: readonly (readonly number[])[];
  /** Formats that browsers do not know. */
  readonly only?: 'node';
}

const ispe = '\0\0\0\x14ispe\0\0\0\0\0\0\0\x40\0\0\0\x30';
const meta = `\0\0\0\x30meta\0\0\0\0\0\0\0\x24iprp\0\0\0\x1cipco${ispe}`;
/** A HEIC of 64 x 48 pixels, as far as its header goes, in letters of a byte each. */
export const heicHeader = `\0\0\0\x18ftypheic\0\0\0\0mif1heic${meta}`;
export const heicRefusal =
  'IMG_1.jpg is a HEIC picture, as iPhones take them, which cannot be read here.';

/** What the command line sees in a picture. */
export interface NodePixels {
  readonly width: number;
  readonly height: number;
  /** Floating point, in base64. */
  readonly data: string;
}

/** The largest difference of any two pixels, in levels of 255. */
export function worstBetween(data: Float32Array, node: NodePixels): number {
  const bytes = Uint8Array.from(atob(node.data), (letter) => letter.charCodeAt(0));
  const other = new Float32Array(bytes.buffer);
  if (other.length !== data.length) return Number.POSITIVE_INFINITY;
  return data.reduce(
    (worst, value, i) => Math.max(worst, Math.abs(value - (other[i] as number)) * 255),
    0,
  );
}

/** The largest difference of a picture's patches from what they should be, in levels of 255. */
export function worstOf({ width, patches }: Case, data: Float32Array): number {
  const across = width / 8;
  const differences = patches.flatMap((patch, i) => {
    const at = (4 + 8 * Math.floor(i / across)) * width + 4 + 8 * (i % across);
    return patch.map((value, channel) => Math.abs((data[3 * at + channel] ?? -1) * 255 - value));
  });
  return Math.max(...differences);
}
