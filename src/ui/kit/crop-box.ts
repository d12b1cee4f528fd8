/** The part of a picture that is kept, in shares of its width and height. */
export interface CropBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a box is taken hold of: an edge or a corner, -1 for left and top, 1 for right and bottom. */
export interface Grip {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

export const wholePicture: CropBox = { left: 0, top: 0, right: 1, bottom: 1 };

/** No side of the part may be shorter than this share of the picture. */
const least = 0.02;

/** From the values of a `crop` parameter, whatever is in them. */
export function boxOf([left = 0, top = 0, right = 1, bottom = 1]: readonly number[]): CropBox {
  return left < right && top < bottom ? { left, top, right, bottom } : wholePicture;
}

/** As a `crop` parameter stores it, to a ten-thousandth. */
export function edgesOf({ left, top, right, bottom }: CropBox): number[] {
  return [left, top, right, bottom].map((edge) => Math.round(inside(edge) * 10_000) / 10_000);
}

export function isWhole({ left, top, right, bottom }: CropBox): boolean {
  return left === 0 && top === 0 && right === 1 && bottom === 1;
}

/** Moves the box without changing its size; it stops at the edges of the picture. */
export function moved({ left, top, right, bottom }: CropBox, by: Point): CropBox {
  const dx = Math.min(1 - right, Math.max(-left, by.x));
  const dy = Math.min(1 - bottom, Math.max(-top, by.y));
  return { left: left + dx, top: top + dy, right: right + dx, bottom: bottom + dy };
}

/**
 * Draws the box between a corner that stays and a point that is pulled.
 * @param ratio width to height in shares, kept if given.
 */
export function drawn(anchor: Point, to: Point, ratio?: number): CropBox {
  const wayX = way(anchor.x, to.x);
  const wayY = way(anchor.y, to.y);
  const room = {
    x: wayX > 0 ? 1 - anchor.x : anchor.x,
    y: wayY > 0 ? 1 - anchor.y : anchor.y,
  };
  let width = Math.max(least, Math.abs(inside(to.x) - anchor.x));
  let height = Math.max(least, Math.abs(inside(to.y) - anchor.y));
  if (ratio !== undefined) {
    width = Math.min(Math.max(width, height * ratio), room.x, room.y * ratio);
    height = width / ratio;
  }
  return between(anchor, { x: anchor.x + wayX * width, y: anchor.y + wayY * height });
}

/** Pulls an edge or a corner to a point; the opposite one stays. */
export function pulled(box: CropBox, grip: Grip, to: Point, ratio?: number): CropBox {
  const anchor = {
    x: grip.x < 0 ? box.right : box.left,
    y: grip.y < 0 ? box.bottom : box.top,
  };
  if (grip.x !== 0 && grip.y !== 0) return drawn(anchor, to, ratio);
  if (ratio !== undefined) return pulledEdge(box, grip, to, ratio);
  const free = grip.x === 0 ? { x: box.right, y: to.y } : { x: to.x, y: box.bottom };
  return drawn(anchor, free);
}

/** The largest box of a ratio inside the given one, around the same middle. */
export function withRatio({ left, top, right, bottom }: CropBox, ratio: number): CropBox {
  const width = Math.min(right - left, (bottom - top) * ratio);
  const height = width / ratio;
  const x = (left + right - width) / 2;
  const y = (top + bottom - height) / 2;
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/** With a ratio the other sides give way on both ends alike. */
function pulledEdge(box: CropBox, grip: Grip, to: Point, ratio: number): CropBox {
  const across = grip.x !== 0;
  const middle = across ? (box.top + box.bottom) / 2 : (box.left + box.right) / 2;
  const room = 2 * Math.min(middle, 1 - middle);
  const from = across ? (grip.x < 0 ? box.right : box.left) : grip.y < 0 ? box.bottom : box.top;
  const wanted = Math.max(least, (inside(across ? to.x : to.y) - from) * (grip.x + grip.y));
  const length = Math.min(wanted, across ? room * ratio : room / ratio);
  const half = (across ? length / ratio : length * ratio) / 2;
  const far = from + (grip.x + grip.y) * length;
  return across
    ? between({ x: from, y: middle - half }, { x: far, y: middle + half })
    : between({ x: middle - half, y: from }, { x: middle + half, y: far });
}

/** To the side where the pointer is, unless the picture ends there. */
function way(from: number, to: number): -1 | 1 {
  if (from < least) return 1;
  if (from > 1 - least) return -1;
  return to < from ? -1 : 1;
}

function between(a: Point, b: Point): CropBox {
  return {
    left: inside(Math.min(a.x, b.x)),
    top: inside(Math.min(a.y, b.y)),
    right: inside(Math.max(a.x, b.x)),
    bottom: inside(Math.max(a.y, b.y)),
  };
}

function inside(share: number): number {
  return Math.min(1, Math.max(0, share));
}
