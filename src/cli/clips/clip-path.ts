import { extname } from 'node:path';
import type { ClipFormat } from '../../nodes/save-clip/settings.ts';

const formats: Readonly<Record<string, ClipFormat>> = {
  '.mp4': 'mp4',
  '.webm': 'webm',
  '.gif': 'gif',
  '.webp': 'webp',
};

/** The place of a frame's number in a path: `%d`, or with leading zeros `%04d`. */
const placeholder = /%(?:0(\d))?d/;

/** What the path of a clip asks for; undefined: neither a kind of clip nor numbered PNG pictures. */
export function clipFormatOf(path: string): ClipFormat | undefined {
  if (isNumbered(path)) return extname(path).toLowerCase() === '.png' ? 'png' : undefined;
  return formats[extname(path).toLowerCase()];
}

/** Whether a path stands for many files, one for each frame. */
export function isNumbered(path: string): boolean {
  return placeholder.test(path);
}

/** `frames/%04d.png` and 7: `frames/0007.png`. */
export function framePath(pattern: string, frame: number): string {
  return pattern.replace(placeholder, (_, digits = '0') =>
    String(frame).padStart(Number(digits), '0'),
  );
}

/** Whether a file's name is one that `%04d` or `*` in another stands for. */
export function numberedName(pattern: string): (name: string) => boolean {
  const parts = pattern.split(/(%(?:0\d)?d|\*)/).map((part) => {
    if (part === '*') return '.*';
    const digits = placeholder.exec(part);
    if (digits) return digits[1] === undefined ? '\\d+' : `\\d{${digits[1]},}`;
    return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  const matcher = new RegExp(`^${parts.join('')}$`);
  return (name) => matcher.test(name);
}
