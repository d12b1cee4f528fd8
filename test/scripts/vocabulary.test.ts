import { readdir, readFile, stat } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { avoidedChannels } from '../../models/avoided-channels.ts';
import { embeddedNetworks } from '../../models/catalog.ts';
import type { MotifIndex } from '../../models/motif-index.ts';
import { vocabularies } from '../../models/vocabulary.ts';
import { vocabularySchema } from '../../models/vocabulary-schema.ts';
import { openLens } from '../../scripts/lens.ts';
import { sha256Text } from '../../src/common/sha256.ts';
import { describeLayers } from '../../src/engine/index.ts';
import { avoidedSum } from '../../src/nodes/_params/objective-params.ts';

const pictures = 'models/motif-pictures';
const readIndex = async (network: string) =>
  JSON.parse(await readFile(`${pictures}/${network}.json`, 'utf8')) as MotifIndex;

test('every vocabulary in the folder is in the list', async () => {
  const files = await readdir('models/vocabulary');
  expect(files.sort()).toEqual(vocabularies.map(({ network }) => `${network}.json`).sort());
});

test('content keys change with the channels that are avoided', () => {
  const text = JSON.stringify(Object.entries(avoidedChannels));
  expect(avoidedSum).toBe(sha256Text(text).slice(0, 16));
});

test('motifs have names and titles of their own over all networks', () => {
  const motifs = vocabularies.flatMap((vocabulary) => vocabulary.motifs);
  expect(motifs.length).toBeGreaterThanOrEqual(60);
  for (const key of ['name', 'title'] as const) {
    expect(new Set(motifs.map((motif) => motif[key])).size).toBe(motifs.length);
  }
});

describe.each(vocabularies)('the vocabulary of $network', (vocabulary) => {
  const { network: name, motifs } = vocabulary;

  test('is as the schema says, on layers and channels that the network has', async () => {
    expect(vocabularySchema.parse(vocabulary)).toEqual(vocabulary);
    expect(embeddedNetworks.map((embedded) => embedded.name)).toContain(name);
    const network = await (await openLens()).loadNetwork(name);
    const layers = describeLayers(network, { width: 299, height: 299 });
    const channelsOf = new Map(layers.map(({ name: layer, channels }) => [layer, channels]));
    const used = [
      ...motifs.map(({ layer, channels }) => ({ layer, channels })),
      ...Object.entries(avoidedChannels[name] ?? {}).map(([layer, channels]) => ({
        layer,
        channels,
      })),
    ];
    for (const { layer, channels } of used) {
      expect(Math.max(...channels), layer).toBeLessThan(channelsOf.get(layer) ?? 0);
      expect(new Set(channels).size, layer).toBe(channels.length);
    }
    const index = await readIndex(name);
    expect(index.network).toBe(network.hash);
  });

  test('has a picture from noise and one on a photo for every motif', async () => {
    const { side, motifs: drawn } = await readIndex(name);
    expect(drawn).toEqual(motifs.map(({ name, layer, channels }) => ({ name, layer, channels })));
    if (motifs.length === 0) return;
    const sprite = sharp(`${pictures}/${name}.webp`).removeAlpha().raw();
    const { data, info: raw } = await sprite.toBuffer({ resolveWithObject: true });
    expect([raw.width, raw.height]).toEqual([2 * side, motifs.length * side]);
    for (const [row, motif] of motifs.entries()) {
      for (const left of [0, side]) {
        const place = { left, top: row * side, width: side, height: side };
        const tile = await sharp(data, { raw }).extract(place).raw().toBuffer();
        const range = Math.max(...tile) - Math.min(...tile);
        expect(range, `picture of ${motif.name}`).toBeGreaterThan(100);
      }
    }
  });
});

test('the pictures of all motifs ship in less than 1.5 MB', async () => {
  const files = await readdir(pictures);
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(`${pictures}/${file}`)).size),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1.5e6);
});
