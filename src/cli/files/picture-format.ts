import { extname } from 'node:path';
import { fail, ok, type Result } from '../../common/result.ts';

/** The picture formats that are written. */
export type PictureFormat = 'png' | 'jpeg' | 'webp';

const formatByExtension: Readonly<Record<string, PictureFormat>> = {
  '.png': 'png',
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.webp': 'webp',
};

/** The format for the extension of a path. Problem: `picture-extension`. */
export function formatOfPath(path: string): Result<PictureFormat> {
  const format = formatByExtension[extname(path).toLowerCase()];
  if (format) return ok(format);
  return fail({
    code: 'picture-extension',
    message: `The name ${path} does not say which format to write.`,
    remedy: 'End it with .png, .jpg or .webp.',
  });
}
