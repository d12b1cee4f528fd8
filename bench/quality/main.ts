import { mkdir } from 'node:fs/promises';
import sharp, { type OverlayOptions } from 'sharp';
import { openLens } from '../../scripts/lens.ts';
import { limitLongSide, type Picture, resize } from '../../src/engine/index.ts';
import type { Studio } from './dream.ts';
import { measureBlend, measureGuide, measureStyle } from './looks.ts';
import { measureBudget, measureDrift, measureRemedies, measureTiles } from './remedies.ts';

const folder = 'out/quality';

/**
 * The effect of each remedy against artifacts on its figure and on the objective, how close style and
 * guide get, and whether tiles are visible. Writes the pictures to out/quality.
 */
export async function benchQuality(): Promise<object> {
  await mkdir(folder, { recursive: true });
  const lens = await openLens();
  const photo = await lens.readSample('mountains', 256);
  const network = await lens.loadNetwork('inception-v3');
  const studio: Studio = { session: lens.session, network, photo };
  const remedies = await measureRemedies(studio, keep);
  const budget = await measureBudget(studio);
  const small = await measureTiles({ ...studio, photo: limitLongSide(photo, 256) }, 128, [0, 96]);
  const large = await measureTiles(
    {
      ...studio,
      photo: resize(await lens.readSample('mountains', 1024), { width: 1024, height: 704 }),
    },
    512,
    [0, 96],
  );
  const style = await measureStyle(studio, 256, keep);
  const blend = await measureBlend(studio, 160, keep);
  const guide = await measureGuide(studio, 320, keep);
  return rounded({
    photo: 'mountains, 256 px',
    remedies,
    changeByNormalisation: budget,
    displacementOfFiveOctaves: measureDrift(),
    tiles: { small, large },
    style,
    blend,
    guide,
  });
}

/** Side by side: without and with the remedy. */
async function keep(name: string, pictures: readonly Picture[]): Promise<void> {
  const gap = 6;
  const height = Math.max(...pictures.map((picture) => picture.height));
  const tiles: OverlayOptions[] = [];
  let left = 0;
  for (const picture of pictures) {
    const { width, height, data } = picture;
    const input = Buffer.from(Uint8Array.from(data, (value) => Math.round(value * 255)));
    tiles.push({ input, raw: { width, height, channels: 3 }, left, top: 0 });
    left += width + gap;
  }
  const file = `${folder}/${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.jpg`;
  await sharp({ create: { width: left - gap, height, channels: 3, background: '#fff' } })
    .composite(tiles)
    .jpeg({ quality: 80, mozjpeg: true })
    .toFile(file);
}

/** The figures have fewer than four significant digits. */
function rounded<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, entry) =>
      typeof entry === 'number' ? Number(entry.toPrecision(4)) : entry,
    ),
  ) as T;
}
