import { levelsOf } from '../results/levels.ts';
import type { DisplayPicture } from '../results/pictures.ts';
import type { Extent, Viewport } from '../results/viewport.ts';

/** Draws pictures on one canvas, which has the pixels of the screen. */
export interface PanePainter {
  /** Draws the picture as the viewport has it. @returns whether it has to be drawn again at once. */
  paint(shown: DisplayPicture | undefined): boolean;
  /** From now on what is drawn fades in over what is there. */
  fade(): void;
  /** Ends the fading, as when the view moves. */
  settle(): void;
}

/** From this zoom on the pixels themselves are to be seen. */
const pixelsFrom = 6;

/** Milliseconds; as `--t-3`. */
const fading = 280;

export function createPanePainter(canvas: HTMLCanvasElement, viewport: Viewport): PanePainter {
  const fresh = createFreshPixels();
  let before: { readonly image: OffscreenCanvas; readonly began: number } | undefined;
  return {
    fade() {
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
      if (still || canvas.width === 0 || canvas.height === 0) return;
      const image = new OffscreenCanvas(canvas.width, canvas.height);
      image.getContext('2d')?.drawImage(canvas, 0, 0);
      before = { image, began: performance.now() };
    },
    settle() {
      before = undefined;
    },
    paint(shown) {
      const density = window.devicePixelRatio;
      const stage = { width: canvas.clientWidth, height: canvas.clientHeight };
      const placed = shown && viewport.place(shown, stage);
      const image = shown && placed && imageOf(shown, placed.zoom * density, fresh);
      // Its smaller versions are not ready yet: until then there is what was there.
      if (shown && !image) return false;
      resize(canvas, Math.round(stage.width * density), Math.round(stage.height * density));
      const context = canvas.getContext('2d');
      context?.clearRect(0, 0, canvas.width, canvas.height);
      if (!context || !shown || !image || !placed) return false;
      const { x, y, zoom } = placed;
      context.imageSmoothingEnabled = zoom < pixelsFrom;
      drawPart(context, image, shown, {
        x: x * density,
        y: y * density,
        scale: zoom * density,
      });
      if (!before) return false;
      const rest = 1 - (performance.now() - before.began) / fading;
      if (rest <= 0) before = undefined;
      else {
        context.globalAlpha = rest;
        context.drawImage(before.image, 0, 0, canvas.width, canvas.height);
        context.globalAlpha = 1;
      }
      return rest > 0;
    },
  };
}

type Drawable = ImageBitmap | OffscreenCanvas;

/** Finished pictures from their levels; work in progress, of which there is much, at once. */
function imageOf(
  shown: DisplayPicture,
  scale: number,
  fresh: ReturnType<typeof createFreshPixels>,
): Drawable | undefined {
  if (shown.final) return levelsOf(shown).at((scale * shown.width) / shown.pixels.width);
  return 'close' in shown.pixels ? shown.pixels : fresh(shown.pixels);
}

/** Pixels as something that can be drawn, kept while they are the same. */
function createFreshPixels() {
  let canvas: OffscreenCanvas | undefined;
  let holds: DisplayPicture['pixels'] | undefined;
  return (pixels: Exclude<DisplayPicture['pixels'], ImageBitmap>): OffscreenCanvas | undefined => {
    const { width, height, data } = pixels;
    if (holds === pixels) return canvas;
    if (canvas?.width !== width || canvas.height !== height) {
      canvas = new OffscreenCanvas(width, height);
    }
    canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
    holds = pixels;
    return canvas;
  };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Draws what of the picture lies on the canvas. `image` has all of it, perhaps in fewer pixels. */
function drawPart(
  context: CanvasRenderingContext2D,
  image: Drawable,
  shown: Extent,
  place: Place,
): void {
  const box = visible(shown, place, context.canvas);
  if (!box) return;
  const { x, y, scale } = place;
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const ratio = image.width / shown.width;
  const across = image.height / shown.height;
  context.drawImage(
    image,
    ...([box.left * ratio, box.top * across, width * ratio, height * across] as const),
    ...([x + box.left * scale, y + box.top * scale, width * scale, height * scale] as const),
  );
}

/** The part of the picture that lies on the canvas, in its pixels and on whole ones. */
function visible({ width, height }: Extent, { x, y, scale }: Place, canvas: Extent) {
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
