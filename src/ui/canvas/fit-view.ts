import type { View } from '../../graph/document/document.ts';
import { around, type Box, collide } from '../../graph/layout/boxes.ts';

/** What is to be seen; a frame is where one begins to read. */
export interface FittedBox extends Box {
  readonly isFrame: boolean;
}

/** The text of nodes stays readable: 12 px become 11. */
const least = 0.92;
const most = 1.1;
const margin = 20;

/**
 * The view that shows all boxes in the room. What is too large for it is shown from its beginning,
 * the first frame; the overview shows the rest.
 * @returns undefined when there is nothing to see.
 */
export function fitView(boxes: readonly FittedBox[], room: Box): View | undefined {
  const all = around(boxes);
  if (!all) return undefined;
  const inside = { width: room.width - 2 * margin, height: room.height - 2 * margin };
  const ratio = Math.min(inside.width / all.width, inside.height / all.height);
  const zoom = Math.min(most, Math.max(least, ratio));
  const first = beginning(boxes) ?? all;
  const along = (axis: 'x' | 'y', size: 'width' | 'height') =>
    all[size] * zoom <= inside[size] + 1
      ? room[axis] + room[size] / 2 - (all[axis] + all[size] / 2) * zoom
      : room[axis] + margin - first[axis] * zoom;
  return { x: along('x', 'width'), y: along('y', 'height'), zoom };
}

/** The frame nearest to the upper left corner, or without frames the node. */
function beginning(boxes: readonly FittedBox[]): Box | undefined {
  const frames = boxes.filter(({ isFrame }) => isFrame);
  return [...(frames.length > 0 ? frames : boxes)].sort((a, b) => a.x + a.y - (b.x + b.y))[0];
}

/** The largest part of the room beside what covers some of it. */
export function besideCover(room: Box, cover: Box): Box {
  if (!collide(room, cover)) return room;
  const [right, bottom] = [room.x + room.width, room.y + room.height];
  const parts: readonly Box[] = [
    { ...room, width: cover.x - room.x },
    { ...room, height: cover.y - room.y },
    { ...room, x: cover.x + cover.width, width: right - cover.x - cover.width },
    { ...room, y: cover.y + cover.height, height: bottom - cover.y - cover.height },
  ];
  const area = ({ width, height }: Box) => Math.max(0, width) * Math.max(0, height);
  return parts.reduce((best, part) => (area(part) > area(best) ? part : best));
}
