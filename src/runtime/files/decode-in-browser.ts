import { fail, ok, type Result } from '../../common/result.ts';
import { type Picture, pictureFromRgba8 } from '../../engine/picture/index.ts';

const maxPixels = 100_000_000;

/**
 * Decodes any picture that the browser knows, in a worker or a page: upright (EXIF), sRGB, on white.
 * Problems: `picture-damaged`, `picture-too-large`.
 */
export async function decodeInBrowser(bytes: Uint8Array, name: string): Promise<Result<Picture>> {
  const bitmap = await open(bytes);
  if (!bitmap) {
    const message = `${name} is not a picture that this browser can read, or it is damaged. Use a PNG, JPEG or WebP file.`;
    return fail({ code: 'picture-damaged', message });
  }
  const { width, height } = bitmap;
  if (width * height > maxPixels) {
    bitmap.close();
    const message = `${name} has ${width} x ${height} pixels; the most is 100 megapixels. Make it smaller first.`;
    return fail({ code: 'picture-too-large', message });
  }
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true, colorSpace: 'srgb' });
  if (!context) throw new Error('There is no 2D canvas in this worker.');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return ok(pictureFromRgba8(context.getImageData(0, 0, width, height).data, width, height));
}

async function open(bytes: Uint8Array): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>]), {
      imageOrientation: 'from-image',
      premultiplyAlpha: 'default',
    });
  } catch {
    return undefined;
  }
}
