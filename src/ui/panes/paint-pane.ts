import { levelsOf } from '../results/levels.ts';
import type { Shown } from '../results/pictures.ts';
import type { Extent, Viewport } from './viewport.ts';

/** From this zoom on the pixels themselves are to be seen. */
const pixelsFrom = 6;

/** Draws a picture as the viewport has it; the canvas has the pixels of the screen. */
export function paintPane(canvas: HTMLCanvasElement, shown: Shown | undefined, viewport: Viewport) {
  const density = window.devicePixelRatio;
  const stage = { width: canvas.clientWidth, height: canvas.clientHeight };
  resize(canvas, Math.round(stage.width * density), Math.round(stage.height * density));
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (!shown) return;
  const { x, y, zoom } = viewport.place(shown, stage);
  const scale = zoom * density;
  const bitmap = levelsOf(shown).at((scale * shown.width) / shown.pixels.width);
  if (!bitmap) return;
  context.imageSmoothingEnabled = zoom < pixelsFrom;
  const box = visible(shown, { x: x * density, y: y * density, scale }, canvas);
  if (!box) return;
  const ratio = bitmap.width / shown.width;
  const across = bitmap.height / shown.height;
  context.drawImage(
    bitmap,
    box.left * ratio,
    box.top * across,
    (box.right - box.left) * ratio,
    (box.bottom - box.top) * across,
    x * density + box.left * scale,
    y * density + box.top * scale,
    (box.right - box.left) * scale,
    (box.bottom - box.top) * scale,
  );
}

/** The part of the picture that lies on the canvas, in its pixels and on whole ones. */
function visible(
  { width, height }: Extent,
  { x, y, scale }: { readonly x: number; readonly y: number; readonly scale: number },
  canvas: Extent,
) {
  const left = Math.max(0, Math.floor(-x / scale));
  const top = Math.max(0, Math.floor(-y / scale));
  const right = Math.min(width, Math.ceil((canvas.width - x) / scale));
  const bottom = Math.min(height, Math.ceil((canvas.height - y) / scale));
  return right > left && bottom > top ? { left, top, right, bottom } : undefined;
}

function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
