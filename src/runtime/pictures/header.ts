import type { Colour } from './colour.ts';

/** The kinds of picture whose header is understood. */
export type PictureKind = 'png' | 'jpeg' | 'webp' | 'gif' | 'avif' | 'bmp' | 'tiff' | 'heic';

/** What the bytes of a picture say of it before anything is decoded. */
export interface PictureHeader {
  readonly kind: PictureKind;
  /** As stored, before it is turned upright. 0 where the header does not say. */
  readonly width: number;
  readonly height: number;
  /** As EXIF counts it, 1 to 8: how the stored picture is turned. */
  readonly orientation: number;
  /** Where the file itself says what its numbers mean, and not in an ICC profile. */
  readonly colour?: Colour;
  /** How often a decoder goes through the whole picture: many times in a progressive JPEG. */
  readonly passes: number;
  /** Cyan, magenta, yellow and black, without a profile that says which. */
  readonly plainCmyk?: boolean;
  /** The mark of the end is missing. */
  readonly unfinished?: boolean;
  /**
   * What a decoder is given: the same pixels, without what decoders treat differently (the
   * orientation) or need not see (texts, which may be packed to a thousandth of their length).
   */
  readonly bytes: Uint8Array;
}

/** A header without what is the same for most. */
export function header(
  kind: PictureKind,
  bytes: Uint8Array,
  rest: Partial<PictureHeader>,
): PictureHeader {
  return { kind, bytes, width: 0, height: 0, orientation: 1, passes: 1, ...rest };
}

/** Bytes as Latin-1 letters. */
export function letters(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
