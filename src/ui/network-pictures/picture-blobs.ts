import type { RgbaPicture } from '../../runtime/browser.ts';

/** A picture as small as it looks good, to be kept. */
export async function blobOf({ width, height, data }: RgbaPicture): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.9 });
}
