import { extname } from 'node:path';
import { fail, ok, type Result } from '../../common/result.ts';

/** The picture formats that are read and written. */
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

/** The format by the first bytes of a file, whatever its name is; null for other formats. */
export function formatOfBytes(bytes: Uint8Array): PictureFormat | null {
  const text = (from: number, to: number) =>
    String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (text(0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
  return null;
}
