import sharp, { type OverlayOptions } from 'sharp';
import { layoutSheet, type Sheet, type SheetLayout } from '../../runtime/node.ts';
import { measurePlex } from './plex.ts';
import { sheetSvg } from './sheet-svg.ts';

/**
 * A contact sheet as a PNG file.
 * @param files the file of each cell's picture, in the order of the cells.
 */
export async function drawSheet(
  sheet: Sheet,
  files: readonly (string | undefined)[],
): Promise<Buffer> {
  const layout = layoutSheet(sheet, measurePlex);
  const pictures: OverlayOptions[] = [];
  for (const place of layout.pictures) {
    const file = files[place.cell];
    if (file !== undefined) pictures.push(await overlay(file, place));
  }
  return sharp(Buffer.from(sheetSvg(layout)), { limitInputPixels: false })
    .composite(pictures)
    .removeAlpha()
    .png()
    .toBuffer();
}

/** The pixels at their size on the sheet; unchanged if the picture fits. */
async function overlay(
  file: string,
  { x, y, width, height }: SheetLayout['pictures'][number],
): Promise<OverlayOptions> {
  const { data, info } = await sharp(file, { limitInputPixels: false })
    .resize(width, height, { fit: 'fill' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { input: data, raw: { width, height, channels: info.channels }, left: x, top: y };
}
