import type { Path } from 'opentype.js';
import { type SheetLayout, sheetColours } from '../../runtime/node.ts';
import { stretches } from './plex.ts';

type PlacedText = SheetLayout['texts'][number];

/** Everything on a sheet except its pictures. Text is drawn as outlines, so it looks the same anywhere. */
export function sheetSvg({ width, height, wells, texts }: SheetLayout): string {
  const boxes = wells.map(
    (well) =>
      `<rect x="${well.x}" y="${well.y}" width="${well.width}" height="${well.height}" fill="${sheetColours.well}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    `<rect width="100%" height="100%" fill="${sheetColours.ground}"/>`,
    ...boxes,
    ...texts.flatMap(outlines),
    '</svg>',
  ].join('');
}

function outlines({ text, style, x, y }: PlacedText): readonly string[] {
  const { size, colour, weight } = style;
  return stretches(text, style).map((stretch) => {
    const left = x + stretch.x;
    if (stretch.font) {
      const outline = stretch.font.getPath(stretch.text, left, y, size);
      return `<path fill="${colour}" d="${pathData(outline)}"/>`;
    }
    const place = `x="${left}" y="${y}" font-size="${size}" font-weight="${weight}"`;
    return `<text ${place} font-family="sans-serif" fill="${colour}">${escaped(stretch.text)}</text>`;
  });
}

/** The library's own `toPathData` writes NaN for numbers as small as 1e-15. */
function pathData({ commands }: Path): string {
  return commands
    .map(({ type, ...points }) => `${type}${Object.values(points).map((at) => at.toFixed(2))}`)
    .join('');
}

function escaped(text: string): string {
  return text.replace(/[<>&]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
