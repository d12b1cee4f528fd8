/** Values in rows, as those of a picture with one channel. */
export interface Field {
  readonly width: number;
  readonly height: number;
  readonly values: ArrayLike<number>;
}

/** A straight piece of an outline, in shares of width and height: [x, y] to [x, y]. */
export type Piece = readonly [number, number, number, number];

/** Where a field passes a level, by marching squares: pieces that meet, in no order. */
export function outlineOf({ width, height, values }: Field, level: number): readonly Piece[] {
  const at = (x: number, y: number) => values[y * width + x] as number;
  const pieces: Piece[] = [];
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0; x + 1 < width; x++) {
      const [a, b] = [at(x, y), at(x + 1, y)];
      const [c, d] = [at(x + 1, y + 1), at(x, y + 1)];
      // Nearly all cells lie on one side.
      const below = a < level;
      if (b < level === below && c < level === below && d < level === below) continue;
      const [p, q, r, s] = crossings([a, b, c, d], level);
      if (p && q) pieces.push(pieceOf(x, y, p, q));
      if (r && s) pieces.push(pieceOf(x, y, r, s));
    }
  }
  return pieces;

  function pieceOf(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): Piece {
    const across = (part: number) => (x + part + 0.5) / width;
    const down = (part: number) => (y + part + 0.5) / height;
    return [across(ax), down(ay), across(bx), down(by)];
  }
}

type Point = readonly [number, number];

/** Where the four edges of a cell pass the level, clockwise from the upper one: none, two or four. */
function crossings(
  [a, b, c, d]: readonly [number, number, number, number],
  level: number,
): readonly Point[] {
  const points: Point[] = [];
  const share = (from: number, to: number) => (level - from) / (to - from);
  const passes = (from: number, to: number) => from < level !== to < level;
  if (passes(a, b)) points.push([share(a, b), 0]);
  if (passes(b, c)) points.push([1, share(b, c)]);
  if (passes(d, c)) points.push([share(d, c), 1]);
  if (passes(a, d)) points.push([0, share(a, d)]);
  return points;
}
