import type { Position } from '../document/document.ts';
import { type Box, collide } from './boxes.ts';

const leastReach = 28;

/** A cubic bezier with level ends, as long as half the distance between them. */
function legPath({ x: x1, y: y1 }: Position, { x: x2, y: y2 }: Position): string {
  const reach = reachOf(x1, x2);
  return `C${x1 + reach},${y1} ${x2 - reach},${y2} ${x2},${y2}`;
}

/** The point of that curve at `t` from 0 (start) to 1 (end). */
function legPoint({ x: x1, y: y1 }: Position, { x: x2, y: y2 }: Position, t: number): Position {
  const reach = reachOf(x1, x2);
  const rest = 1 - t;
  const [a, b, c, d] = [rest ** 3, 3 * rest ** 2 * t, 3 * rest * t ** 2, t ** 3];
  return {
    x: a * x1 + b * (x1 + reach) + c * (x2 - reach) + d * x2,
    y: (a + b) * y1 + (c + d) * y2,
  };
}

function reachOf(x1: number, x2: number): number {
  return Math.max(leastReach, Math.abs(x2 - x1) / 2);
}

/** Where a wire goes: its ends, and between them the ends of the lane that it takes, if any. */
export type Stops = readonly Position[];

/** The curve through the stops, for an SVG path. */
export function wirePath(stops: Stops): string {
  const [first] = stops;
  if (!first) return '';
  const legs = stops.slice(1).map((to, at) => {
    const from = stops[at] ?? first;
    return from.y === to.y && stops.length > 2 ? `L${to.x},${to.y}` : legPath(from, to);
  });
  return `M${first.x},${first.y} ${legs.join(' ')}`;
}

const leastSteps = 24;
/** Farther apart, the points of a long wire would miss the corner of a node. */
const stepLength = 10;

function stepsAlong(from: Position, to: Position): number {
  return Math.max(leastSteps, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / stepLength));
}

/** Points along the curve through the stops, closer together than a pointer aims. */
export function wirePoints(stops: Stops): readonly Position[] {
  return stops.slice(1).flatMap((to, at) => {
    const from = stops[at] ?? to;
    const level = from.y === to.y && stops.length > 2;
    const steps = Math.max(2 * leastSteps, stepsAlong(from, to));
    return Array.from({ length: steps + 1 }, (_, step) => {
      const t = step / steps;
      return level ? { x: from.x + (to.x - from.x) * t, y: to.y } : legPoint(from, to, t);
    });
  });
}

/** How far a wire that turns into a lane goes straight on for it, and how far a lane is from a box. */
const turn = 32;
const clearances = [14, 24] as const;
const leastClearance = 8;
/** Lanes that are tried for a wire; farther ones would be too far round. */
const most = 24;

/** A lane that a wire has taken, which others keep off. */
interface Lane {
  readonly source: string;
  readonly y: number;
  readonly left: number;
  readonly right: number;
}

export interface WireEnds {
  readonly id: string;
  /** What wires with the same start share: they may lie in one lane. */
  readonly source: string;
  readonly from: Position;
  readonly to: Position;
}

/**
 * The way of each wire so that none runs behind a box: straight on where that is free, else along
 * the nearest free lane above or below what is in the way. A wire without any stays straight.
 */
export function routeWires(
  wires: readonly WireEnds[],
  boxes: readonly Box[],
): ReadonlyMap<string, Stops> {
  const taken: Lane[] = [];
  return new Map(
    wires.map((wire) => {
      const direct = [wire.from, wire.to];
      if (isLegFree(wire.from, wire.to, besideLeg(wire, boxes))) return [wire.id, direct];
      const around = laneAround(wire, boxes, taken);
      if (around) taken.push({ source: wire.source, ...around.lane });
      return [wire.id, around?.stops ?? direct];
    }),
  );
}

/** Boxes that a straight wire might run behind: it swings out where it goes back to the left. */
function besideLeg({ from, to }: WireEnds, boxes: readonly Box[]): readonly Box[] {
  const reach = to.x < from.x ? reachOf(from.x, to.x) : 0;
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  return within(boxes, Math.min(from.x, to.x) - reach, Math.max(from.x, to.x) + reach).filter(
    ({ y, height }) => y < bottom && y + height > top,
  );
}

function laneAround({ source, from, to }: WireEnds, boxes: readonly Box[], taken: readonly Lane[]) {
  const [left, right] = [from.x + turn, to.x - turn];
  const near = boxes.filter(
    (box) => box.x < Math.max(left, right) && box.x + box.width > Math.min(left, right),
  );
  const length = (y: number) => Math.abs(from.y - y) + Math.abs(to.y - y);
  const beside = near.flatMap(({ y, height }) =>
    clearances.flatMap((clear) => [y - clear, y + height + clear]),
  );
  const lanes = [...new Set(beside)].sort((a, b) => length(a) - length(b)).slice(0, most);
  const [nearStart, nearEnd] = [within(boxes, from.x, left), within(boxes, right, to.x)];
  for (const y of lanes) {
    const lane = { y, left: Math.min(left, right), right: Math.max(left, right) };
    const strip = { x: lane.left, y, width: lane.right - lane.left, height: 0 };
    if (near.some((box) => collide(box, strip, leastClearance))) continue;
    if (taken.some((other) => crowds(other, lane, source))) continue;
    const [start, end] = [
      { x: left, y },
      { x: right, y },
    ];
    if (isLegFree(from, start, nearStart) && isLegFree(end, to, nearEnd)) {
      return { lane, stops: [from, start, end, to] };
    }
  }
  return undefined;
}

function crowds(other: Lane, { y, left, right }: Omit<Lane, 'source'>, source: string): boolean {
  return (
    other.source !== source && Math.abs(other.y - y) < 8 && other.left < right && left < other.right
  );
}

/** Sockets lie on the edges of boxes, so the outermost pixels do not count. */
const edge = 3;

/** Whether the wire through the stops runs behind no box. */
export function isFree(stops: Stops, boxes: readonly Box[]): boolean {
  return wirePoints(stops).every((point) => !boxes.some((box) => holds(box, point)));
}

/** The same for one curve, when only boxes beside it are given. */
function isLegFree(from: Position, to: Position, near: readonly Box[]): boolean {
  if (near.length === 0) return true;
  const steps = stepsAlong(from, to);
  for (let step = 0; step <= steps; step += 1) {
    const point = legPoint(from, to, step / steps);
    if (near.some((box) => holds(box, point))) return false;
  }
  return true;
}

/** Boxes between two places from left to right, or from right to left, and a curve's width around. */
function within(boxes: readonly Box[], one: number, other: number): readonly Box[] {
  const [left, right] = [Math.min(one, other) - turn, Math.max(one, other) + turn];
  return boxes.filter(({ x, width }) => x < right && x + width > left);
}

function holds(box: Box, { x, y }: Position): boolean {
  return (
    x > box.x + edge &&
    x < box.x + box.width - edge &&
    y > box.y + edge &&
    y < box.y + box.height - edge
  );
}
