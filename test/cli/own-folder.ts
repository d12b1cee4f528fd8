import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';

/** A folder that all tests of a file share. @returns its path, and the path of a file in it. */
export function ownFolder(): {
  readonly path: () => string;
  readonly at: (name: string) => string;
} {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dream-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  return { path: () => folder, at: (name) => join(folder, name) };
}
