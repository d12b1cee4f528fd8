import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import type { PictureHeader } from './header.ts';
import { decodingSeconds, inspectPicture, tooSlow } from './inspect.ts';
import { withNoise } from './jpeg.ts';
import { uprightSize } from './upright.ts';

export interface OpenedBitmap {
  /** Upright, sRGB, in the picture's own size. */
  readonly bitmap: ImageBitmap;
  /** What is wrong with it although it can be read. */
  readonly note?: Problem;
}

/**
 * Decodes any picture that the browser knows, in a worker: what stands in its header is checked
 * first, by the same rule as on the command line. Problems: those of `inspectPicture` and
 * `picture-too-slow`.
 */
export async function openBitmap(bytes: Uint8Array, name: string): Promise<Result<OpenedBitmap>> {
  const inspected = inspectPicture(bytes, name);
  if (!inspected.ok) return inspected;
  const { header, note, undecodable } = inspected.value;
  const opened = await inTime(open(header));
  if (opened === 'late') return fail(tooSlow(name));
  if (!opened) return fail(undecodable());
  return ok({ bitmap: turned(opened, header.orientation), ...(note && { note }) });
}

/** What comes too late is thrown away. */
async function inTime(work: Promise<ImageBitmap | undefined>) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), decodingSeconds * 1000);
  });
  const first = await Promise.race([work, late]);
  clearTimeout(timer);
  if (first === 'late') void work.then((bitmap) => bitmap?.close());
  return first;
}

async function open({ kind, bytes, unfinished }: PictureHeader): Promise<ImageBitmap | undefined> {
  const bitmap = await decode(bytes);
  if (!bitmap || !unfinished || kind !== 'jpeg' || (await isWhole(bitmap, bytes))) return bitmap;
  bitmap.close();
  return undefined;
}

async function decode(bytes: Uint8Array): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>]), {
      premultiplyAlpha: 'default',
    });
  } catch {
    return undefined;
  }
}

/** Whether only the mark of the end of a JPEG was missing. */
async function isWhole(bitmap: ImageBitmap, bytes: Uint8Array): Promise<boolean> {
  const other = await decode(withNoise(bytes));
  if (!other) return false;
  const [one, two] = [pixelsOf(bitmap), pixelsOf(other)];
  other.close();
  return one.every((value, i) => value === two[i]);
}

/** As EXIF says that it is to be seen. */
function turned(stored: ImageBitmap, orientation: number): ImageBitmap {
  const matrix = matrices[orientation];
  if (!matrix) return stored;
  const { width, height } = uprightSize(stored, orientation);
  const canvas = new OffscreenCanvas(width, height);
  const context = contextOf(canvas);
  const [a, b, c, d] = matrix;
  // What is mirrored begins at the other side.
  context.setTransform(a, b, c, d, a + c < 0 ? width : 0, b + d < 0 ? height : 0);
  context.drawImage(stored, 0, 0);
  stored.close();
  return canvas.transferToImageBitmap();
}

/** Where right and down of the stored picture point in the upright one. */
const matrices: Readonly<Record<number, readonly [number, number, number, number]>> = {
  2: [-1, 0, 0, 1],
  3: [-1, 0, 0, -1],
  4: [1, 0, 0, -1],
  5: [0, 1, 1, 0],
  6: [0, 1, -1, 0],
  7: [0, -1, -1, 0],
  8: [0, -1, 1, 0],
};

/** Red, green, blue and alpha in sRGB, eight bits each. */
export function pixelsOf(bitmap: ImageBitmap): Uint8ClampedArray {
  const { width, height } = bitmap;
  const context = contextOf(new OffscreenCanvas(width, height));
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true, colorSpace: 'srgb' });
  if (!context) throw new Error('There is no 2D canvas in this worker.');
  return context;
}
