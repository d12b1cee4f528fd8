import sharp from 'sharp';
import { type Picture, pictureToRgba8 } from '../../src/engine/picture/index.ts';

const gap = 4;
const most = 6;

/** Writes a PNG with a row for each film, of six frames at most, evenly chosen. */
export async function saveStrip(
  films: readonly (readonly Picture[])[],
  file: string,
): Promise<void> {
  const [{ width, height } = { width: 1, height: 1 }] = films[0] ?? [];
  const rows = films.map((film) => chosen(film));
  const columns = Math.max(...rows.map(({ length }) => length));
  const tiles = rows.flatMap((row, y) =>
    row.map((picture, x) => ({
      input: Buffer.from(pictureToRgba8(picture)),
      raw: { width, height, channels: 4 as const },
      left: x * (width + gap),
      top: y * (height + gap),
    })),
  );
  const size = {
    width: columns * (width + gap) - gap,
    height: rows.length * (height + gap) - gap,
  };
  await sharp({ create: { ...size, channels: 3, background: '#181817' } })
    .composite(tiles)
    .png()
    .toFile(file);
}

function chosen(film: readonly Picture[]): readonly Picture[] {
  const count = Math.min(most, film.length);
  const step = count > 1 ? (film.length - 1) / (count - 1) : 0;
  return Array.from({ length: count }, (_, k) => film[Math.round(k * step)] as Picture);
}
