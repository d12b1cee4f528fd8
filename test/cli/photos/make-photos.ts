import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

const samples = ['boats', 'stream', 'sunset', 'brushes', 'coffee', 'dandelions'];

/**
 * Writes small photos, each with another content: parts of the samples, JPEG and PNG in turn.
 * @returns their names, in order.
 */
export async function makePhotos(folder: string, count: number): Promise<readonly string[]> {
  const names: string[] = [];
  for (let i = 0; i < count; i++) {
    const sample = samples[i % samples.length];
    const ending = i % 4 === 3 ? 'png' : 'jpg';
    const name = `${String(i).padStart(2, '0')}-${sample}.${ending}`;
    const side = 200 + 10 * Math.floor(i / samples.length);
    const part = sharp(`assets/samples/${sample}.jpg`)
      .extract({ left: 10 * i, top: 5 * i, width: side, height: Math.round(side * 0.75) })
      .resize(96);
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await (ending === 'png' ? part.png() : part.jpeg()).toFile(join(folder, name));
    names.push(name);
  }
  return names;
}
