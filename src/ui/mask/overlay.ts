import type { Stroke } from '../../graph/params/strokes.ts';
import type { Extent, Viewport } from '../results/viewport.ts';
import { StrokeCanvas } from './draw-strokes.ts';
import { outlineOf } from './outline.ts';
import type { OverlayColour, Rgb } from './overlay-colour.ts';

export interface OverlayState {
  readonly strokes: readonly Stroke[];
  /** The one that is being drawn. */
  readonly live: Stroke | undefined;
  readonly inverted: boolean;
  readonly colour: OverlayColour;
  /** Of the picture below. */
  readonly extent: Extent;
}

const opacity = 0.5;
/** Long side of what the outline is found on, in pixels. */
const outlineSide = 560;

/** Draws a mask over a picture: coloured where it counts, with a line of light on dark around it. */
export class Overlay {
  readonly #canvas: HTMLCanvasElement;
  readonly #viewport: Viewport;
  readonly #small = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  #state: OverlayState | undefined;
  #strokes: StrokeCanvas | undefined;
  #outline: Path2D | undefined;
  #mask: HTMLCanvasElement | undefined;
  #frame = 0;

  constructor(canvas: HTMLCanvasElement, viewport: Viewport) {
    this.#canvas = canvas;
    this.#viewport = viewport;
  }

  show(state: OverlayState): void {
    const before = this.#state;
    this.#state = state;
    if (!sameExtent(before?.extent, state.extent)) this.#strokes = new StrokeCanvas(state.extent);
    if (!this.#strokes || !sameStrokes(before, state) || !sameExtent(before?.extent, state.extent))
      this.#mask = undefined;
    this.schedule();
  }

  /** Draws before the next frame. */
  schedule = (): void => {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#draw());
  };

  end(): void {
    cancelAnimationFrame(this.#frame);
  }

  #draw(): void {
    this.#frame = 0;
    const context = this.#canvas.getContext('2d');
    if (!context || !this.#state || !this.#strokes) return;
    const { strokes, live, extent, inverted, colour } = this.#state;
    if (!this.#mask) {
      this.#mask = this.#strokes.draw(strokes, live);
      this.#outline = this.#findOutline(this.#mask);
    }
    const { clientWidth, clientHeight } = this.#canvas;
    const stage = { width: clientWidth, height: clientHeight };
    this.#viewport.measure(extent, stage);
    const density = window.devicePixelRatio;
    // Setting the size also wipes the canvas.
    this.#canvas.width = Math.round(stage.width * density);
    this.#canvas.height = Math.round(stage.height * density);
    const { x, y, zoom } = this.#viewport.place(extent, stage);
    const box = { x, y, width: extent.width * zoom, height: extent.height * zoom };
    context.scale(density, density);
    fillMask(context, this.#mask, box, inverted, colour.rgb);
    if (this.#outline) strokeOutline(context, this.#outline, box);
  }

  #findOutline(mask: HTMLCanvasElement): Path2D | undefined {
    if (!this.#small) return undefined;
    const scale = outlineSide / Math.max(mask.width, mask.height);
    const width = Math.max(2, Math.round(mask.width * scale));
    const height = Math.max(2, Math.round(mask.height * scale));
    Object.assign(this.#small.canvas, { width, height });
    this.#small.drawImage(mask, 0, 0, width, height);
    const { data } = this.#small.getImageData(0, 0, width, height);
    const values = Uint8Array.from({ length: width * height }, (_, at) => data[4 * at + 3] ?? 0);
    const path = new Path2D();
    for (const [ax, ay, bx, by] of outlineOf({ width, height, values }, 128)) {
      path.moveTo(ax, ay);
      path.lineTo(bx, by);
    }
    return path;
  }
}

interface Box extends Extent {
  readonly x: number;
  readonly y: number;
}

function fillMask(
  context: CanvasRenderingContext2D,
  mask: HTMLCanvasElement,
  { x, y, width, height }: Box,
  inverted: boolean,
  rgb: Rgb,
): void {
  if (inverted) {
    context.fillRect(x, y, width, height);
    context.globalCompositeOperation = 'destination-out';
  }
  context.drawImage(mask, x, y, width, height);
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = `rgb(${rgb.join(' ')} / ${opacity})`;
  context.fillRect(x, y, width, height);
  context.globalCompositeOperation = 'source-over';
}

/** Seen on light and on dark: a light line within a dark one. */
function strokeOutline(context: CanvasRenderingContext2D, outline: Path2D, box: Box): void {
  const path = new Path2D();
  path.addPath(outline, new DOMMatrix([box.width, 0, 0, box.height, box.x, box.y]));
  context.lineCap = 'round';
  for (const [width, colour] of [
    [3.5, 'rgb(0 0 0 / 0.65)'],
    [1.25, '#fff'],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke(path);
  }
}

function sameExtent(a: Extent | undefined, b: Extent): boolean {
  return a?.width === b.width && a.height === b.height;
}

function sameStrokes(a: OverlayState | undefined, b: OverlayState): boolean {
  return a?.strokes === b.strokes && a.live === b.live;
}
