import type { Picture } from './picture.ts';

/**
 * What lies beyond the picture. `reflect`: its mirror image; `wrap`: the picture again, as a tile;
 * `replicate`: the pixel at the edge.
 */
export type EdgeMode = 'reflect' | 'wrap' | 'replicate';

export interface Transformation {
  /** Above 0; 2 shows the middle half twice as large. Neutral 1. */
  readonly zoom?: number | undefined;
  /** In degrees, clockwise. Neutral 0. */
  readonly rotate?: number | undefined;
  /** To the right, in shares of the picture's width. Neutral 0. */
  readonly shiftX?: number | undefined;
  /** Down, in shares of the picture's height. Neutral 0. */
  readonly shiftY?: number | undefined;
  /** `reflect` unless said otherwise. */
  readonly edge?: EdgeMode | undefined;
}

/**
 * Zooms and turns a picture about its centre, then shifts it; the size stays. Bilinear samples, so
 * values stay in the picture's range; zooms well below 1 alias. With everything neutral the result
 * is the picture itself, the same object.
 */
export function transform(picture: Picture, transformation: Transformation): Picture {
  const { zoom = 1, rotate = 0, shiftX = 0, shiftY = 0, edge = 'reflect' } = transformation;
  if (zoom === 1 && rotate === 0 && shiftX === 0 && shiftY === 0) return picture;
  const { width, height } = picture;
  const angle = (rotate * Math.PI) / 180;
  const cosine = Math.cos(angle) / zoom;
  const sine = Math.sin(angle) / zoom;
  // Where output pixel (0, 0) comes from: pixel centres lie half a pixel in.
  const left = 0.5 - (0.5 + shiftX) * width;
  const top = 0.5 - (0.5 + shiftY) * height;
  const startX = cosine * left + sine * top + width / 2 - 0.5;
  const startY = cosine * top - sine * left + height / 2 - 0.5;
  const edgeIndex = EDGES[edge];
  const data = new Float32Array(picture.data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const fromX = startX + cosine * x + sine * y;
      const fromY = startY + cosine * y - sine * x;
      sample(picture, fromX, fromY, edgeIndex, data, (y * width + x) * 3);
    }
  }
  return { width, height, data };
}

type EdgeIndex = (index: number, length: number) => number;

/** The sample inside the picture that stands for the one at `index`. */
const EDGES: Readonly<Record<EdgeMode, EdgeIndex>> = {
  reflect: (index, length) => {
    const at = modulo(index, 2 * length);
    return at < length ? at : 2 * length - 1 - at;
  },
  wrap: modulo,
  replicate: (index, length) => Math.min(Math.max(index, 0), length - 1),
};

function modulo(index: number, length: number): number {
  const rest = index % length;
  return rest < 0 ? rest + length : rest;
}

function sample(
  { width, height, data }: Picture,
  x: number,
  y: number,
  edge: EdgeIndex,
  out: Float32Array,
  at: number,
): void {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const left = edge(x0, width) * 3;
  const right = edge(x0 + 1, width) * 3;
  const above = edge(y0, height) * width * 3;
  const below = edge(y0 + 1, height) * width * 3;
  const [u, v] = [x - x0, y - y0];
  for (let c = 0; c < 3; c++) {
    const upper =
      (data[above + left + c] as number) * (1 - u) + (data[above + right + c] as number) * u;
    const lower =
      (data[below + left + c] as number) * (1 - u) + (data[below + right + c] as number) * u;
    out[at + c] = upper * (1 - v) + lower * v;
  }
}
