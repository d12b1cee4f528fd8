import { extname } from 'node:path';
import { fail, ok, type Result } from '../../common/result.ts';

/** The picture files that are read and written. */
export type PictureFormat = 'png' | 'jpeg' | 'webp';

const formatByExtension: Readonly<Record<string, PictureFormat>> = {
  '.png': 'png',
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.webp': 'webp',
};

/** The format that a file's name asks for. Problem: `picture-extension`. */
export function formatOfPath(path: string): Result<PictureFormat> {
  const format = formatByExtension[extname(path).toLowerCase()];
  if (format) return ok(format);
  return fail({
    code: 'picture-extension',
    message: `The name ${path} does not say which format to write.`,
    remedy: 'End it with .png, .jpg or .webp.',
  });
}

/** The format that a file's first bytes tell, whatever its name is; null when it is none of ours. */
export function formatOfBytes(bytes: Uint8Array): PictureFormat | null {
  const text = (from: number, to: number) =>
    String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (text(0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
  return null;
}
