import sharp from 'sharp';
import type { Picture, Size } from '../../src/engine/picture/picture.ts';
import { type MovingClip, movingClip } from './moving-clip.ts';

/** The clip that tests, benchmarks and figures share: a dog moves over mountains. */
export async function sampleClip(size: Size): Promise<MovingClip> {
  return movingClip(
    { ground: await readSample('mountains'), shape: await readSample('dogs') },
    size,
  );
}

/** A bundled photograph. */
export async function readSample(name: string): Promise<Picture> {
  const file = new URL(`../../assets/samples/${name}.jpg`, import.meta.url);
  const { data, info } = await sharp(file.pathname)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return { width, height, data: Float32Array.from(data, (value) => value / 255) };
}
