import { mkdir, readFile, writeFile } from 'node:fs/promises';
import sharp, { type OverlayOptions } from 'sharp';
import { embeddedNetworks } from '../models/catalog.ts';
import type { MotifIndex } from '../models/motif-index.ts';
import { samples } from '../models/samples.ts';
import { vocabularies } from '../models/vocabulary.ts';
import type { Motif } from '../models/vocabulary-schema.ts';
import { crop, type Network, type Picture } from '../src/engine/index.ts';
import { dreamChannels, dreamOnPhoto, type Lens, openLens, sleepyChannels } from './lens.ts';

/**
 * Draws what each motif of the vocabularies looks like, for the layer picker: a row of one WebP per
 * network with the motif dreamed from noise and on a photo, and an index beside it. The index also
 * tells which channels hardly respond to any sample photo. `npm run -s motif-pictures` draws the
 * motifs that lack a picture; `-- --all` draws all of them, `-- coil fan` those named.
 */

const folder = 'models/motif-pictures';
/** Side in pixels of one picture on the sprite. */
const side = 112;
const photo = 'mountains';
/** Side in pixels of the photo that is dreamed on. */
const dreamedAt = 288;

/** A row of the sprite: from noise, on the photo. */
type Row = readonly [Buffer, Buffer];

const named = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const all = process.argv.includes('--all');

async function drawNetwork(lens: Lens, name: string, motifs: readonly Motif[]): Promise<void> {
  const network = await lens.loadNetwork(name);
  const before = await readSprite(name, network);
  const square = await squarePhoto(lens);
  const rows: Row[] = [];
  const drawn: Motif[] = [];
  for (const motif of motifs) {
    const known = all || named.includes(motif.name) ? undefined : before.get(keyOf(motif));
    if (!known) process.stdout.write(`${name}: ${motif.name}\n`);
    const row = known ?? (await drawMotif(lens, network, motif, square));
    if (!row) {
      console.error(`${motif.name} sleeps on noise or on ${photo}. Choose other channels.`);
      process.exitCode = 1;
      continue;
    }
    rows.push(row);
    drawn.push(motif);
  }
  // Written again it would lose a little each time.
  const isNew = drawn.some((motif, at) => rows[at] !== before.get(keyOf(motif)));
  const isSame = !isNew && [...before.keys()].join(' ') === drawn.map(keyOf).join(' ');
  if (rows.length > 0 && !isSame) await writeSprite(name, rows);
  const index: MotifIndex = {
    network: network.hash,
    side,
    motifs: drawn.map(({ name, layer, channels }) => ({ name, layer, channels })),
    sleepy: await listSleepy(lens, name, network),
  };
  await writeFile(`${folder}/${name}.json`, `${JSON.stringify(index)}\n`);
}

async function drawMotif(
  lens: Lens,
  network: Network,
  motif: Motif,
  square: Picture,
): Promise<Row | null> {
  const fromNoise = await dreamChannels(lens, network, motif.layer, motif.channels);
  const onPhoto = await dreamOnPhoto(lens, network, motif, square);
  if (!fromNoise || !onPhoto) return null;
  const range = { lower: 1, upper: 99 };
  // As in the layer pictures: deep channels respond to faint things as well.
  return [await tile(raw(fromNoise).normalise(range)), await tile(raw(onPhoto))];
}

async function squarePhoto(lens: Lens): Promise<Picture> {
  // The shorter side is as long as what is dreamed on.
  const picture = await lens.readSample(photo, Math.ceil(dreamedAt * 1.5));
  const short = Math.min(picture.width, picture.height);
  const [width, height] = [short / picture.width, short / picture.height];
  return crop(picture, { x: (1 - width) / 2, y: (1 - height) / 2, width, height });
}

function raw({ width, height, data }: Picture) {
  const bytes = Uint8Array.from(data, (value) => Math.round(value * 255));
  return sharp(bytes, { raw: { width, height, channels: 3 } }).resize(side, side);
}

const tile = (image: ReturnType<typeof raw>): Promise<Buffer> => image.png().toBuffer();

/** Rows that are drawn already, by what they show; none of another network. */
async function readSprite(name: string, network: Network): Promise<ReadonlyMap<string, Row>> {
  const text = await readFile(`${folder}/${name}.json`, 'utf8').catch(() => null);
  const index = text === null ? null : (JSON.parse(text) as MotifIndex);
  if (!index || index.network !== network.hash || index.side !== side) return new Map();
  const cut = (row: number, column: number) =>
    sharp(`${folder}/${name}.webp`)
      .extract({ left: column * side, top: row * side, width: side, height: side })
      .png()
      .toBuffer();
  const rows = index.motifs.map(
    async (motif, row): Promise<[string, Row]> => [
      keyOf(motif),
      [await cut(row, 0), await cut(row, 1)],
    ],
  );
  return new Map(await Promise.all(rows));
}

function keyOf({ layer, channels }: Pick<Motif, 'layer' | 'channels'>): string {
  return `${layer} ${channels.join()}`;
}

async function writeSprite(name: string, rows: readonly Row[]): Promise<void> {
  const tiles: OverlayOptions[] = rows.flatMap((row, y) =>
    row.map((input, x) => ({ input, left: x * side, top: y * side })),
  );
  const create = {
    width: 2 * side,
    height: rows.length * side,
    channels: 3,
    background: '#000',
  } as const;
  const sprite = sharp({ create }).composite(tiles).webp({ quality: 80, effort: 6 });
  await sprite.toFile(`${folder}/${name}.webp`);
}

async function listSleepy(lens: Lens, name: string, network: Network) {
  const photos = await Promise.all(samples.map((sample) => lens.readSample(sample.name, 320)));
  const { offeredLayers = [] } = embeddedNetworks.find((entry) => entry.name === name) ?? {};
  const sleepy: Record<string, readonly number[]> = {};
  for (const layer of offeredLayers) {
    const found = await sleepyChannels(lens, network, layer, photos);
    if (found.length > 0) sleepy[layer] = found;
  }
  return sleepy;
}

await mkdir(folder, { recursive: true });
const lens = await openLens();
for (const { network, motifs } of vocabularies) await drawNetwork(lens, network, motifs);
process.exit();
