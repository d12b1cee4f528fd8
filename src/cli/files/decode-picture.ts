import sharp, { type Sharp } from 'sharp';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import type { Picture } from '../../engine/picture/index.ts';
import {
  type Colour,
  colourOfCodes,
  colourOfProfile,
  decodeBmp,
  decodingSeconds,
  inspectPicture,
  type PictureHeader,
  type PictureKind,
  tooSlow,
  toSrgb,
  upright,
  withNoise,
} from '../../runtime/node.ts';
import { reasonOf } from './system-error.ts';

/** Bits per channel in a file. */
export type Depth = 8 | 16;

export interface PictureFile {
  readonly picture: Picture;
  readonly kind: PictureKind;
  readonly depth: Depth;
  /** What to say of the file although it was read. */
  readonly note?: Problem;
}

/** Integers of 3 or 4 (with straight alpha) channels. */
export interface Samples {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint16Array;
  readonly channels: number;
  readonly depth: Depth;
  /** What they mean if not sRGB. */
  readonly colour?: Colour | undefined;
}

/**
 * Decodes a picture, by content and not by name: upright, sRGB, on white where it is transparent.
 * @param name for messages.
 * Problems: those of `inspectPicture` and `picture-too-slow`.
 */
export async function decodePicture(bytes: Uint8Array, name: string): Promise<Result<PictureFile>> {
  const inspected = inspectPicture(bytes, name, ['tiff']);
  if (!inspected.ok) return inspected;
  const { header, note, undecodable } = inspected.value;
  try {
    const samples = await decodeSamples(header);
    const picture = upright(toPicture(samples), header.orientation);
    return ok({ picture, kind: header.kind, depth: samples.depth, ...(note && { note }) });
  } catch (error) {
    const reason = reasonOf(error);
    return fail(reason.startsWith('timeout') ? tooSlow(name) : undecodable(reason));
  }
}

/** Bits per channel that a picture file has, without decoding it. */
export async function depthOf(bytes: Uint8Array): Promise<Depth> {
  // What libvips does not read, such as BMP, has 8.
  const found = await sharp(bytes)
    .metadata()
    .catch(() => null);
  return found?.depth === 'ushort' ? 16 : 8;
}

/** As stored: neither upright nor in sRGB. Throws where the decoder does. */
export async function decodeSamples(header: PictureHeader): Promise<Samples> {
  if (header.kind === 'bmp') return { ...decodeBmp(header.bytes), channels: 4, depth: 8 };
  // Harmless defects, such as odd metadata, are accepted; pixels that are missing are not.
  const options = { failOn: 'truncated', limitInputPixels: false } as const;
  if (header.kind === 'jpeg' && header.unfinished && !(await isWhole(header.bytes))) {
    throw new Error('its end is missing');
  }
  const { depth: type, icc } = await sharp(header.bytes, options).metadata();
  const depth = type === 'ushort' ? 16 : 8;
  // libvips changes grey of 16 bits by no profile, and colours of 16 bits to Display P3.
  const deepProfile = depth === 16 && icc ? icc : undefined;
  const own = header.colour ?? (deepProfile && colourOfProfile(deepProfile));
  const colour = own ?? (deepProfile && displayP3);
  const source = sharp(header.bytes, { ...options, ignoreIcc: own !== undefined });
  if (header.plainCmyk) return withoutInk(source);
  return { ...(await rawSamples(source, depth === 16 ? 'rgb16' : 'srgb')), colour };
}

/** Whether only the mark of the end of a JPEG was missing. */
async function isWhole(bytes: Uint8Array): Promise<boolean> {
  const [one, other] = await Promise.all(
    [bytes, withNoise(bytes)].map((each) =>
      rawSamples(sharp(each, { failOn: 'none', limitInputPixels: false }), 'srgb'),
    ),
  );
  return (
    one !== undefined &&
    other !== undefined &&
    one.data.every((value, i) => value === other.data[i])
  );
}

const displayP3 = colourOfCodes(12, 13);

async function rawSamples(source: Sharp, space: 'rgb16' | 'srgb' | 'cmyk'): Promise<Samples> {
  const deep = space === 'rgb16';
  const { data, info } = await source
    .toColourspace(space)
    .raw({ depth: deep ? 'ushort' : 'uchar' })
    .timeout({ seconds: decodingSeconds })
    .toBuffer({ resolveWithObject: true });
  const words = deep && new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  const { width, height, channels } = info;
  return { width, height, channels, data: words || data, depth: deep ? 16 : 8 };
}

/**
 * Inks without a profile: each takes away its share of the light, as browsers have it. libvips would
 * take them for those of a printing press.
 */
async function withoutInk(source: Sharp): Promise<Samples> {
  const inks = await rawSamples(source.pipelineColourspace('cmyk'), 'cmyk');
  const data = new Uint8Array(inks.width * inks.height * 3);
  for (let from = 0, at = 0; at < data.length; from += inks.channels, at += 3) {
    const left = 255 - (inks.data[from + 3] as number);
    for (let i = 0; i < 3; i++) {
      data[at + i] = Math.round(((255 - (inks.data[from + i] as number)) * left) / 255);
    }
  }
  return { ...inks, data, channels: 3 };
}

function toPicture({ width, height, data, channels, depth, colour }: Samples): Picture {
  const top = 2 ** depth - 1;
  const rgb = new Float32Array(width * height * 3);
  for (let from = 0, at = 0; at < rgb.length; from += channels, at += 3) {
    for (let i = 0; i < 3; i++) rgb[at + i] = (data[from + i] as number) / top;
  }
  if (colour) toSrgb(rgb, colour);
  if (channels !== 4) return { width, height, data: rgb };
  for (let i = 0; i < rgb.length; i++) {
    const alpha = (data[Math.floor(i / 3) * 4 + 3] as number) / top;
    if (alpha !== 1) rgb[i] = (rgb[i] as number) * alpha + 1 - alpha;
  }
  return { width, height, data: rgb };
}
