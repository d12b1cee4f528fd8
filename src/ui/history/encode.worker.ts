import { expose, transfer } from 'comlink';
import type { RgbaPicture } from '../../runtime/browser.ts';

/** The files that the history stores for a picture. */
export interface EncodedPicture {
  /** A PNG: every bit of every pixel. */
  readonly picture: Blob;
  readonly thumbnail: Blob;
}

/** Enough for a row of the history on a screen of double density. */
const thumbnailHeight = 360;
const thumbnailWidth = 720;

const encoder = {
  async encode(pixels: RgbaPicture): Promise<EncodedPicture> {
    const { width, height } = pixels;
    const image = new ImageData(pixels.data, width, height);
    const full = new OffscreenCanvas(width, height);
    contextOf(full).putImageData(image, 0, 0);
    const scale = Math.min(1, thumbnailHeight / height, thumbnailWidth / width);
    const small = await createImageBitmap(image, {
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: 'high',
    });
    const canvas = new OffscreenCanvas(small.width, small.height);
    contextOf(canvas).drawImage(small, 0, 0);
    small.close();
    const [picture, thumbnail] = await Promise.all([
      full.convertToBlob({ type: 'image/png' }),
      canvas.convertToBlob({ type: 'image/webp', quality: 0.86 }),
    ]);
    return { picture, thumbnail };
  },
  /** Reads a picture that was encoded here. */
  async decode(picture: Blob): Promise<RgbaPicture> {
    const bitmap = await createImageBitmap(picture);
    const { width, height } = bitmap;
    const context = contextOf(new OffscreenCanvas(width, height));
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
    const { data } = context.getImageData(0, 0, width, height);
    return transfer({ width, height, data }, [data.buffer]);
  },
};

export type Encoder = typeof encoder;

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no 2D canvas in workers.');
  return context;
}

expose(encoder);
