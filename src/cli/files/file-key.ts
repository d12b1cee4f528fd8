import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { isPng, keyIn, keyOfPng } from '../../runtime/node.ts';

/** The content key that a picture file was written with; null: none, or it cannot be read. */
export async function keyOfFile(path: string): Promise<string | null> {
  try {
    const bytes = await readFile(path);
    if (isPng(bytes)) return keyOfPng(bytes);
    const { exif } = await sharp(bytes).metadata();
    return exif === undefined ? null : keyIn(exif);
  } catch {
    return null;
  }
}

/** In pixels, by the header; null: it is no picture. */
export async function sizeOfPicture(
  path: string,
): Promise<{ readonly width: number; readonly height: number } | null> {
  const info = await sharp(path)
    .metadata()
    .catch(() => null);
  return info && { width: info.width, height: info.height };
}
