import { pixelsOf } from '../../pictures/open-bitmap.ts';
import type { RgbaFrame } from '../clip-writer.ts';

/** How the page hands over a frame. */
export type FrameIn = ImageBitmap | RgbaFrame;

/** The pixels of a frame; a bitmap is of no use afterwards. */
export function rgbaOf(frame: FrameIn): RgbaFrame {
  if (!isBitmap(frame)) return frame;
  const { width, height } = frame;
  const data = pixelsOf(frame) as Uint8ClampedArray<ArrayBuffer>;
  frame.close();
  return { width, height, data };
}

/**
 * A frame as a picture file. Throws where the browser writes another kind than was asked for.
 * @param quality 0 to 1.
 */
export async function encodeStill(
  frame: FrameIn,
  type: 'image/png' | 'image/webp',
  quality?: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, data } = rgbaOf(frame);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('there is no canvas in this worker');
  context.putImageData(new ImageData(data, width, height), 0, 0);
  const blob = await canvas.convertToBlob({ type, ...(quality !== undefined && { quality }) });
  if (blob.type !== type) throw new Error(`this browser does not write ${type}`);
  return new Uint8Array(await blob.arrayBuffer());
}

/** Whether the browser writes pictures of this type: it takes PNG for those that it does not know. */
export async function writesStills(type: string): Promise<boolean> {
  const canvas = new OffscreenCanvas(1, 1);
  canvas.getContext('2d');
  return (await canvas.convertToBlob({ type })).type === type;
}

function isBitmap(frame: FrameIn): frame is ImageBitmap {
  return frame instanceof ImageBitmap;
}
