import sharp from 'sharp';
import { fail, ok, type Result } from '../../../common/result.ts';
import { type Picture, pictureFromRgba8 } from '../../../engine/picture/index.ts';
import {
  type ApngFrame,
  damagedClip,
  delaysOf,
  infoOfDelays,
  inspectPicture,
  noSuchFrame,
  splitApng,
  toSrgb,
} from '../../../runtime/node.ts';
import { decodeSamples } from '../../files/decode-picture.ts';
import { reasonOf } from '../../files/system-error.ts';
import type { Film } from './film.ts';

type AnimatedKind = 'gif' | 'webp' | 'png';

/** Bytes of pixels that are decoded together: decoders begin at the first frame each time. */
const batchBytes = 2 ** 26;

/** Opens an animated picture; undefined where nothing in it moves. Problems of `inspectPicture`. */
export function openAnimation(
  bytes: Uint8Array,
  kind: AnimatedKind,
  name: string,
): Result<Film> | undefined {
  const delays = delaysOf(bytes, kind);
  if (delays.length === 0) return undefined;
  const inspected = inspectPicture(bytes, name);
  if (!inspected.ok) return inspected;
  const { width, height } = inspected.value.header;
  const frame =
    kind === 'png' ? apngFrames(bytes, width, height) : pageFrames(bytes, width, height);
  return ok({
    info: infoOfDelays(delays),
    read: async (index) => {
      if (!(index >= 0 && index < delays.length)) {
        return fail(noSuchFrame(name, index, delays.length));
      }
      try {
        return ok(await frame(index));
      } catch (error) {
        return fail(damagedClip(name, `frame ${index}: ${reasonOf(error)}`));
      }
    },
    close: () => {},
  });
}

/** Frames of GIF and WebP, which libvips puts together. */
function pageFrames(bytes: Uint8Array, width: number, height: number) {
  const pages = Math.max(1, Math.min(32, Math.floor(batchBytes / (4 * width * height))));
  let batch:
    | { readonly first: number; readonly rgba: Uint8Array; readonly count: number }
    | undefined;
  return async (index: number): Promise<Picture> => {
    if (!batch || index < batch.first || index >= batch.first + batch.count) {
      batch = await decodePages(bytes, index, pages);
    }
    const length = 4 * width * height;
    const from = (index - batch.first) * length;
    return pictureFromRgba8(batch.rgba.subarray(from, from + length), width, height);
  };
}

async function decodePages(bytes: Uint8Array, first: number, wanted: number) {
  const options = { failOn: 'truncated', limitInputPixels: false } as const;
  const { pages = 1 } = await sharp(bytes, options).metadata();
  const count = Math.max(1, Math.min(wanted, pages - first));
  const rgba = await sharp(bytes, { ...options, page: first, pages: count })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer();
  return { first, count, rgba };
}

/** Frames of an animated PNG, each laid over those before it, which libvips does not do. */
function apngFrames(bytes: Uint8Array, width: number, height: number) {
  const frames = splitApng(bytes);
  let canvas = new Uint8Array(4 * width * height);
  let next = 0;
  let shown: Uint8Array | undefined;
  const show = async (frame: ApngFrame) => {
    const before = frame.after === 'restore' ? canvas.slice() : undefined;
    const part = await decodePart(frame);
    lay(canvas, { width, height }, frame, part);
    shown = canvas.slice();
    if (before) canvas = before;
    if (frame.after === 'clear') clear(canvas, { width, height }, frame, part);
  };
  return async (index: number): Promise<Picture> => {
    if (index < next - 1) {
      canvas = new Uint8Array(4 * width * height);
      next = 0;
    }
    for (; next <= index; next++) {
      const frame = frames[next];
      if (!frame) throw new Error('it is missing');
      await show(frame);
    }
    return pictureFromRgba8(shown ?? canvas, width, height);
  };
}

interface Part {
  readonly width: number;
  readonly height: number;
  /** RGBA in sRGB. */
  readonly data: Uint8Array;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

async function decodePart({ png }: ApngFrame): Promise<Part> {
  const inspected = inspectPicture(png, 'the frame');
  if (!inspected.ok) throw new Error(inspected.problem.message);
  const { width, height, data, channels, depth, colour } = await decodeSamples(
    inspected.value.header,
  );
  const top = 2 ** depth - 1;
  const count = width * height;
  const rgb = new Float32Array(3 * count);
  const rgba = new Uint8Array(4 * count).fill(255);
  for (let pixel = 0; pixel < count; pixel++) {
    for (let i = 0; i < 3; i++) rgb[3 * pixel + i] = (data[channels * pixel + i] as number) / top;
    if (channels === 4) rgba[4 * pixel + 3] = ((data[4 * pixel + 3] as number) / top) * 255;
  }
  if (colour) toSrgb(rgb, colour);
  for (let pixel = 0; pixel < count; pixel++) {
    for (let i = 0; i < 3; i++) {
      rgba[4 * pixel + i] = Math.round(255 * (rgb[3 * pixel + i] as number));
    }
  }
  return { width, height, data: rgba };
}

/** Lays a part onto the canvas; what would lie beside it is left out. */
function lay(canvas: Uint8Array, size: Size, { left, top, over }: ApngFrame, part: Part): void {
  forEachPixel(size, left, top, part, (at, from) => {
    const alpha = (part.data[from + 3] as number) / 255;
    if (!over || alpha === 1) return canvas.set(part.data.subarray(from, from + 4), at);
    if (alpha === 0) return;
    const below = ((canvas[at + 3] as number) / 255) * (1 - alpha);
    const both = alpha + below;
    for (let i = 0; i < 3; i++) {
      const [above, under] = [part.data[from + i] as number, canvas[at + i] as number];
      canvas[at + i] = Math.round((above * alpha + under * below) / both);
    }
    canvas[at + 3] = Math.round(255 * both);
  });
}

function clear(canvas: Uint8Array, size: Size, { left, top }: ApngFrame, part: Part): void {
  forEachPixel(size, left, top, part, (at) => canvas.fill(0, at, at + 4));
}

function forEachPixel(
  size: Size,
  left: number,
  top: number,
  part: Size,
  visit: (at: number, from: number) => void,
): void {
  for (let y = 0; y < Math.min(part.height, size.height - top); y++) {
    for (let x = 0; x < Math.min(part.width, size.width - left); x++) {
      visit(4 * ((top + y) * size.width + left + x), 4 * (y * part.width + x));
    }
  }
}
