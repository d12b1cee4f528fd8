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

/** The largest difference of a picture's patches from what they should be, in levels of 255. */
export function worstOf({ width, patches }: Case, data: Float32Array): number {
  const across = width / 8;
  const differences = patches.flatMap((patch, i) => {
    const at = (4 + 8 * Math.floor(i / across)) * width + 4 + 8 * (i % across);
    return patch.map((value, channel) => Math.abs((data[3 * at + channel] ?? -1) * 255 - value));
  });
  return Math.max(...differences);
}
