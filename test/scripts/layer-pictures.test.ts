import { readFile, stat } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { embeddedNetworks } from '../../models/catalog.ts';

const folder = 'models/layer-pictures';

interface Index {
  readonly side: number;
  readonly columns: number;
  readonly layers: Readonly<Record<string, readonly number[]>>;
}

async function readIndex(network: string): Promise<Index> {
  return JSON.parse(await readFile(`${folder}/${network}.json`, 'utf8')) as Index;
}

test.each(embeddedNetworks)('every layer offered of $title has pictures', async (network) => {
  const { side, columns, layers } = await readIndex(network.name);
  // The rows of the sprite are in the order of the index.
  expect(Object.keys(layers)).toEqual(network.offeredLayers);
  const sprite = sharp(`${folder}/${network.name}.webp`).removeAlpha().raw();
  const { data, info: raw } = await sprite.toBuffer({ resolveWithObject: true });
  expect([raw.width, raw.height]).toEqual([columns * side, network.offeredLayers.length * side]);

  for (const [row, [layer, channels]] of Object.entries(layers).entries()) {
    expect(new Set(channels).size, `channels of ${layer}`).toBe(channels.length);
    expect(channels.length, `channels of ${layer}`).toBeGreaterThan(0);
    for (const [column, channel] of channels.entries()) {
      const place = { left: column * side, top: row * side, width: side, height: side };
      const tile = await sharp(data, { raw }).extract(place).raw().toBuffer();
      const range = Math.max(...tile) - Math.min(...tile);
      expect(range, `picture of ${layer}:${channel}`).toBeGreaterThan(100);
    }
  }
});

test('the pictures of all layers ship in less than 1.5 MB', async () => {
  const files = embeddedNetworks.flatMap(({ name }) => [`${name}.webp`, `${name}.json`]);
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(`${folder}/${file}`)).size),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1.5e6);
});
