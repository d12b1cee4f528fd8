/**
 * Prints what the command line sees in each picture of a folder, as JSON by name: width, height and
 * the pixels, floating point in base64. For tests in a browser, which cannot ask Node themselves.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readPicture } from '../../src/cli/files/image-file.ts';
import { problemText } from '../../src/common/result.ts';
import type { NodePixels } from './cases.ts';

const [folder = ''] = process.argv.slice(2);
const found: Record<string, NodePixels> = {};
for (const name of await readdir(folder)) {
  if (name.endsWith('.json')) continue;
  const read = await readPicture(join(folder, name));
  if (!read.ok) throw new Error(problemText(read.problem));
  const { width, height, data } = read.value.picture;
  found[name] = { width, height, data: Buffer.from(data.buffer).toString('base64') };
}
process.stdout.write(JSON.stringify(found));
