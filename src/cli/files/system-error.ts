import { getSystemErrorMap } from 'node:util';

const sentences: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'it is not permitted',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'the folder does not exist',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  EPIPE: 'its reader has gone away',
  ENAMETOOLONG: 'the name is too long',
};

/** Whether there was no room for it. */
export function isFull(error: unknown): boolean {
  const { code, message = '' } = error as NodeJS.ErrnoException;
  // Redis says OOM: what it holds may be as large as its `maxmemory`.
  return code === 'ENOSPC' || code === 'EDQUOT' || message.startsWith('OOM ');
}

/** The reason of a system error as part of a sentence; for unknown ones, the system's own words. */
export function reasonOf(error: unknown): string {
  const { code = '', errno = 0, message = String(error) } = error as NodeJS.ErrnoException;
  const known = sentences[code] ?? getSystemErrorMap().get(errno)?.[1];
  if (message.startsWith('OOM ')) return 'its memory is full';
  // libvips adds lines below the reason.
  return known ?? message.split('\n', 1)[0] ?? '';
}
