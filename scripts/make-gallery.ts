import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { dream } from '../src/cli/dream.ts';
import { processTerminal } from '../src/cli/terminal/process-terminal.ts';
import { allowRelaxedSimd } from '../src/runtime/node/wasm.ts';
import { gallery, type Piece } from './gallery.ts';

/**
 * Makes the gallery with the `dream` command, picture by picture: docs/gallery/, the pictures of the
 * presets, the contact sheet docs/gallery.png and the page docs/gallery.md. `npm run -s gallery`, or
 * with names: only these, and sheet and page anew.
 */

const usualSide = 512;
/** The editor shows them at a third of this. */
const presetSide = 360;
const folder = 'docs/gallery';
const columns = 5;
const cell = { width: 240, height: 200 };
const gap = 6;

async function make(piece: Piece, scratch: string): Promise<void> {
  const file = join(scratch, `${piece.name}.png`);
  const args = [...piece.args, '--size', String(sideOf(piece)), '-o', file, '--quiet'];
  const status = await dream(args, processTerminal());
  if (status !== 0) throw new Error(`${piece.name} failed.`);
  await sharp(file).jpeg({ quality: 80, mozjpeg: true }).toFile(fileOf(piece));
  if (!piece.preset) return;
  await sharp(file)
    .resize(presetSide, presetSide, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 82, mozjpeg: true })
    .toFile(`presets/${piece.preset}.jpg`);
}

function sideOf({ size = usualSide }: Piece): number {
  return size;
}

function fileOf({ name }: Piece): string {
  return `${folder}/${name}.jpg`;
}

async function drawSheet(): Promise<void> {
  const rows = Math.ceil(gallery.length / columns);
  const tiles = await Promise.all(
    gallery.map(async (piece, at) => ({
      input: await sharp(fileOf(piece))
        .resize(cell.width, cell.height, { fit: 'cover' })
        .toBuffer(),
      left: (at % columns) * (cell.width + gap),
      top: Math.floor(at / columns) * (cell.height + gap),
    })),
  );
  const sheet = sharp({
    create: {
      width: columns * (cell.width + gap) - gap,
      height: rows * (cell.height + gap) - gap,
      channels: 3,
      background: '#181817',
    },
  });
  await sheet.composite(tiles).png({ palette: true, quality: 90 }).toFile('docs/gallery.png');
}

function page(): string {
  const pieces = gallery.map(
    (piece) =>
      `## ${piece.title}\n\n${piece.about}\n\n![${piece.title}](gallery/${piece.name}.jpg)\n\n` +
      `\`npm run -s dream -- ${piece.args.join(' ')} --size ${sideOf(piece)} -o ${piece.name}.png\`\n`,
  );
  return `# Gallery

Each picture was made by the command under it, and looked at. \`npm run -s gallery\` makes all of them
again; \`npm run -s gallery -- NAME\` makes one. The photographs are those that come with Dreamgraph, the
styles are painted by the node Painting.

![All of them](gallery.png)

${pieces.join('\n')}`;
}

allowRelaxedSimd();
await mkdir(folder, { recursive: true });
const scratch = await mkdtemp(join(tmpdir(), 'gallery-'));
const wanted = process.argv.slice(2);
for (const piece of gallery) {
  if (wanted.length > 0 && !wanted.includes(piece.name)) continue;
  const started = performance.now();
  await make(piece, scratch);
  process.stderr.write(`${piece.name} ${Math.round((performance.now() - started) / 1000)} s\n`);
}
await rm(scratch, { recursive: true });
await drawSheet();
await writeFile('docs/gallery.md', page());
process.exit(0);
