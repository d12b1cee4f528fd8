import { mkdir, writeFile } from 'node:fs/promises';
import sharp, { type OverlayOptions } from 'sharp';
import { embeddedNetworks } from '../models/catalog.ts';
import { samples } from '../models/samples.ts';
import { type Network, type Picture, paintPicture } from '../src/engine/index.ts';
import { dreamChannels, type Lens, openLens, strongestChannels } from './lens.ts';

/**
 * Draws what each layer of the embedded networks responds to, for the layer picker: for every layer
 * a row of its strongest channels, each dreamed from noise, in one WebP per network with an index
 * beside it. `npm run -s layer-pictures`; takes about half an hour on two cores.
 */

const folder = 'models/layer-pictures';
const channelsShown = 12;
/** Side in pixels of one picture on the sprite; the picker shows it at half that. */
const side = 80;

/** Pictures whose responses tell which channels are strong: photographs, and colours and strokes. */
async function lookedAt(lens: Lens): Promise<readonly Picture[]> {
  const photos = await Promise.all(samples.map(({ name }) => lens.readSample(name, 224)));
  const size = { width: 224, height: 168 };
  return [
    ...photos,
    paintPicture('brush-strokes', size, 7),
    paintPicture('stained-glass', size, 11),
  ];
}

async function drawNetwork(lens: Lens, name: string, network: Network, layers: readonly string[]) {
  const pictures = await lookedAt(lens);
  const index: Record<string, readonly number[]> = {};
  const tiles: OverlayOptions[] = [];
  for (const [row, layer] of layers.entries()) {
    const channels = await strongestChannels(lens, network, layer, pictures);
    const drawn: number[] = [];
    for (const channel of channels) {
      if (drawn.length === channelsShown) break;
      const picture = await dreamChannels(lens, network, layer, [channel]);
      if (!picture) continue;
      tiles.push({ input: await toTile(picture), left: drawn.length * side, top: row * side });
      drawn.push(channel);
      process.stdout.write(`\r${name} ${layer} ${drawn.length} of ${channelsShown}   `);
    }
    index[layer] = drawn;
  }
  const sprite = sharp({
    create: {
      width: channelsShown * side,
      height: layers.length * side,
      channels: 3,
      background: '#000',
    },
  });
  await sprite.composite(tiles).webp({ quality: 78, effort: 6 }).toFile(`${folder}/${name}.webp`);
  const entry = { network: network.hash, side, columns: channelsShown, layers: index };
  await writeFile(`${folder}/${name}.json`, `${JSON.stringify(entry)}\n`);
}

function toTile({ width, height, data }: Picture): Promise<Buffer> {
  const bytes = Uint8Array.from(data, (value) => Math.round(value * 255));
  return (
    sharp(bytes, { raw: { width, height, channels: 3 } })
      .resize(side, side)
      // Deep channels respond to faint things as well; all pictures use the whole range.
      .normalise({ lower: 1, upper: 99 })
      .png()
      .toBuffer()
  );
}

await mkdir(folder, { recursive: true });
const lens = await openLens();
const [only] = process.argv.slice(2);
for (const { name, offeredLayers } of embeddedNetworks) {
  if (only && only !== name) continue;
  await drawNetwork(lens, name, await lens.loadNetwork(name), offeredLayers);
}
process.exit(0);
