import type { StageBox } from '../session/layout-store.ts';

interface Extent {
  readonly width: number;
  readonly height: number;
}

interface Shift {
  readonly x: number;
  readonly y: number;
}

/** From the edges of the canvas; the Stage settles there when it comes near. */
const margin = 16;
const snap = 16;

const least = { width: 320, height: 226 } as const;

export const corners = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;
type Corner = (typeof corners)[number];

/** The box moved by so much, inside the canvas. */
export function moveBox(box: StageBox, by: Shift, within: Extent): StageBox {
  const x = settle(box.x + by.x, box.width, within.width);
  const y = settle(box.y + by.y, box.height, within.height);
  return { ...box, x, y };
}

/** Where an edge comes to lie: on the margin if that is near, and never outside. */
function settle(wanted: number, length: number, room: number): number {
  const last = room - length;
  const near = [margin, last - margin].find((place) => Math.abs(wanted - place) < snap);
  return Math.round(Math.max(0, Math.min(last, near ?? wanted)));
}

/** The box with one corner moved by so much; the corner opposite stays where it is. */
export function resizeBox(corner: Corner, box: StageBox, by: Shift, within: Extent): StageBox {
  const [top, left] = [corner.startsWith('top'), corner.endsWith('left')];
  const across = grow(box.x, box.width, left, by.x, within.width, least.width);
  const down = grow(box.y, box.height, top, by.y, within.height, least.height);
  return { x: across.start, width: across.length, y: down.start, height: down.length };
}

function grow(
  start: number,
  length: number,
  first: boolean,
  by: number,
  room: number,
  minimum: number,
) {
  const end = start + length;
  const inside = (edge: number) => {
    const near = [margin, room - margin].find((place) => Math.abs(edge - place) < snap);
    return Math.round(Math.max(0, Math.min(room, near ?? edge)));
  };
  if (first) {
    const next = Math.min(end - minimum, inside(start + by));
    return { start: next, length: end - next };
  }
  return { start, length: Math.max(minimum, inside(end + by) - start) };
}
