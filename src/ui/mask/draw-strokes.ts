import type { Stroke } from '../../graph/params/strokes.ts';
import type { Extent } from '../results/viewport.ts';

/** Long side of what is painted on, in pixels: as fine as the eye sees, however small a run is. */
const longSides = { least: 1024, most: 2048 };
/** Most steps in which a soft edge falls off. */
const mostSteps = 20;

/**
 * What strokes cover, as the opacity of a canvas. It follows the formulas of the node, which computes
 * the mask itself.
 */
export class StrokeCanvas {
  readonly width: number;
  readonly height: number;
  readonly #finished: CanvasRenderingContext2D;
  readonly #live: CanvasRenderingContext2D;
  #drawn: readonly Stroke[] = [];

  constructor({ width, height }: Extent) {
    const long = Math.max(width, height);
    const scale = Math.min(longSides.most, Math.max(longSides.least, long)) / long;
    this.width = Math.max(1, Math.round(width * scale));
    this.height = Math.max(1, Math.round(height * scale));
    this.#finished = contextOf(this.width, this.height);
    this.#live = contextOf(this.width, this.height);
  }

  /** @param live the one that is being drawn. */
  draw(strokes: readonly Stroke[], live: Stroke | undefined): HTMLCanvasElement {
    this.#finish(strokes);
    if (!live) return this.#finished.canvas;
    clear(this.#live);
    this.#live.drawImage(this.#finished.canvas, 0, 0);
    drawStroke(this.#live, live);
    return this.#live.canvas;
  }

  /** Draws those that came since the last time; all of them where others have gone. */
  #finish(strokes: readonly Stroke[]): void {
    const before = this.#drawn;
    // A document copies strokes, but not their points.
    const goesOn = before.every(({ points }, at) => points === strokes[at]?.points);
    if (!goesOn) clear(this.#finished);
    for (const stroke of goesOn ? strokes.slice(before.length) : strokes) {
      drawStroke(this.#finished, stroke);
    }
    this.#drawn = strokes;
  }
}

function contextOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no 2D canvas.');
  context.lineCap = 'round';
  context.lineJoin = 'round';
  return context;
}

function clear(context: CanvasRenderingContext2D): void {
  context.globalCompositeOperation = 'source-over';
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
}

/** Lines over each other, each narrower: what they cover adds up to the brush, m + s · (1 − m). */
function drawStroke(context: CanvasRenderingContext2D, stroke: Stroke): void {
  const { width, height } = context.canvas;
  const path = new Path2D();
  stroke.points.forEach(([x, y], at) => {
    if (at === 0) path.moveTo(x * width, y * height);
    path.lineTo(x * width, y * height);
  });
  context.globalCompositeOperation = stroke.erase ? 'destination-out' : 'source-over';
  for (const { radius, opacity } of brushRings(stroke, Math.max(width, height))) {
    context.lineWidth = 2 * radius;
    context.strokeStyle = `rgb(0 0 0 / ${opacity})`;
    context.stroke(path);
  }
}

/** Discs that laid over each other cover as the brush does, from the widest to the core. */
export function brushRings(
  { radius: share, hardness }: Pick<Stroke, 'radius' | 'hardness'>,
  longSide: number,
): readonly { readonly radius: number; readonly opacity: number }[] {
  const radius = Math.max(1, share * longSide);
  const soft = radius * (1 - hardness);
  const steps = Math.min(mostSteps, Math.ceil(soft / 2));
  const rings: { radius: number; opacity: number }[] = [];
  let covered = 0;
  const add = (at: number, coverage: number) => {
    rings.push({ radius: at, opacity: (coverage - covered) / (1 - covered) });
    covered = coverage;
  };
  for (let step = 0; step < steps; step++) {
    const t = (step + 0.5) / steps;
    add(radius - (step / steps) * soft, t * t * (3 - 2 * t));
  }
  const core = radius - soft;
  if (core > 0.5) add(core, 1);
  return rings;
}
