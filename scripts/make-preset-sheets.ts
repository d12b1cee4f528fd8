import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { samples } from '../models/samples.ts';
import { dream } from '../src/cli/dream.ts';
import { presetNames } from '../src/cli/graph/open-graph.ts';
import { processTerminal } from '../src/cli/terminal/process-terminal.ts';
import { allowRelaxedSimd } from '../src/runtime/node/wasm.ts';

/**
 * Runs every preset over the same twelve photographs, and puts what comes out on a contact sheet for
 * each preset in docs/gallery/sheets/, so that one can judge what a preset does with people, animals,
 * fruit, rocks and skies. `npm run -s preset-sheets -- FOLDER [PRESET...]`: the sample photographs
 * come first, those of the folder fill the sheet up.
 */

const output = 'docs/gallery/sheets';
const longSide = 320;
const columns = 4;
const gap = 4;
const most = 12;
/** These look at networks, start from noise, or are films. */
const withoutPhoto = /^(from-noise|what-.*|.*-zoom|zoom-.*|breathing)$/;

const [extra = '', ...wanted] = process.argv.slice(2);

async function photographs(): Promise<readonly string[]> {
  const bundled = samples.map(({ name }) => `assets/samples/${name}.jpg`);
  const more = extra ? (await readdir(extra)).sort().map((file) => join(extra, file)) : [];
  return [...bundled, ...more].slice(0, most);
}

async function makeSheet(preset: string, photos: readonly string[], scratch: string) {
  const files: string[] = [];
  for (const [at, photo] of photos.entries()) {
    const file = join(scratch, `${preset}-${at}.png`);
    const args = [photo, '--preset', preset, '--size', String(longSide), '-o', file, '--quiet'];
    const status = await dream(args, processTerminal());
    if (status !== 0) throw new Error(`${preset} failed on ${photo}.`);
    files.push(file);
  }
  const tiles = await Promise.all(
    files.map(async (file, at) => ({
      input: await sharp(file)
        .resize(longSide, longSide, { fit: 'contain', background: '#181817' })
        .toBuffer(),
      left: (at % columns) * (longSide + gap),
      top: Math.floor(at / columns) * (longSide + gap),
    })),
  );
  const width = columns * (longSide + gap) - gap;
  const height = Math.ceil(files.length / columns) * (longSide + gap) - gap;
  await sharp({ create: { width, height, channels: 3, background: '#181817' } })
    .composite(tiles)
    .jpeg({ quality: 76, mozjpeg: true })
    .toFile(`${output}/${preset}.jpg`);
}

allowRelaxedSimd();
await mkdir(output, { recursive: true });
const scratch = await mkdtemp(join(tmpdir(), 'sheets-'));
const photos = await photographs();
for (const preset of await presetNames()) {
  if (withoutPhoto.test(preset) || (wanted.length > 0 && !wanted.includes(preset))) continue;
  await makeSheet(preset, photos, scratch);
  process.stderr.write(`${preset}\n`);
}
await rm(scratch, { recursive: true });
process.exit(0);
