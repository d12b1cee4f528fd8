import { readFile, stat } from 'node:fs/promises';
import sharp from 'sharp';
import { type CarryingFile, isPng, keyIn, keyInClip, keyOfPng } from '../../runtime/node.ts';
import { readRange } from './open-file.ts';

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

/** The content key that a film was written with; null: none, or it cannot be read. */
export async function keyOfClip(path: string): Promise<string | null> {
  const file = await carryingFile(path);
  return file ? keyInClip(file).catch(() => null) : null;
}

/** For what clips carry: a film is not read as a whole. Undefined: there is no such file. */
export async function carryingFile(path: string): Promise<CarryingFile | undefined> {
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) return undefined;
  return {
    size: info.size,
    read: (begin, end) => readRange(path, begin, end),
    source: ({ FilePathSource }) => new FilePathSource(path),
  };
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
