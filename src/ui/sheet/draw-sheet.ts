import type { Document } from '../../graph/document/document.ts';
import {
  layoutSheet,
  type MeasureText,
  type Sheet,
  sheetColours,
  type TextStyle,
} from '../../runtime/browser.ts';
import { pngWithGraph } from '../files/png-graph.ts';

/**
 * A contact sheet as a PNG file that carries a graph.
 * @param pictures a file for each cell that has a picture, in the order of the cells.
 */
export async function drawSheet(
  sheet: Sheet,
  pictures: readonly (Blob | undefined)[],
  graph: Document,
): Promise<Blob> {
  await loadFonts();
  const layout = layoutSheet(sheet, createMeasure());
  const canvas = new OffscreenCanvas(layout.width, layout.height);
  const context = contextOf(canvas);
  context.fillStyle = sheetColours.ground;
  context.fillRect(0, 0, layout.width, layout.height);
  context.fillStyle = sheetColours.well;
  for (const { x, y, width, height } of layout.wells) context.fillRect(x, y, width, height);
  context.imageSmoothingQuality = 'high';
  for (const { cell, x, y, width, height } of layout.pictures) {
    const file = pictures[cell];
    if (!file) continue;
    // One after the other: together they might not fit into memory.
    const picture = await createImageBitmap(file);
    context.drawImage(picture, x, y, width, height);
    picture.close();
  }
  for (const { text, style, x, y } of layout.texts) {
    context.font = fontOf(style);
    context.fillStyle = style.colour;
    context.fillText(text, x, y);
  }
  return pngWithGraph(await canvas.convertToBlob({ type: 'image/png' }), graph);
}

function createMeasure(): MeasureText {
  const context = contextOf(new OffscreenCanvas(1, 1));
  return (text, style) => {
    context.font = fontOf(style);
    return context.measureText(text).width;
  };
}

function fontOf({ family, weight, size }: TextStyle): string {
  return family === 'sans'
    ? `${weight} ${size}px "Plex Sans", system-ui, sans-serif`
    : `${weight} ${size}px "Plex Mono", monospace`;
}

/** A canvas draws with what is loaded; the page may not have shown every weight yet. */
async function loadFonts(): Promise<void> {
  const faces = ['400 12px "Plex Sans"', '600 12px "Plex Sans"', '500 12px "Plex Mono"'];
  await Promise.all(faces.map((face) => document.fonts.load(face)));
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no 2D canvas.');
  return context;
}
