import { type PointerEvent, useEffect, useMemo, useRef } from 'react';
import type { Stroke } from '../../graph/params/strokes.ts';
import { beginGesture } from '../kit/gesture.ts';
import { Pinch } from '../results/pinch.ts';
import type { Extent, Viewport } from '../results/viewport.ts';

export interface Brush {
  /** Radius in percent of the long side. */
  readonly size: number;
  readonly hardness: number;
  readonly erase: boolean;
}

export interface BrushTarget {
  readonly viewport: Viewport;
  /** Of the picture that is painted on. */
  readonly extent: Extent;
  readonly brush: Brush;
  /** What is covered does not count: the mask is turned around after it was painted. */
  readonly inverted: boolean;
  /** The stroke as it grows; undefined: there is none. */
  readonly onLive: (stroke: Stroke | undefined) => void;
  readonly onStroke: (stroke: Stroke) => void;
}

type Press = PointerEvent<HTMLElement>;
type Point = Stroke['points'][number];

/** What the pointers over the stage do now. */
interface Doing {
  readonly pointer: number;
  readonly touch: boolean;
  /** Undefined: it moves the picture. */
  readonly stroke: Stroke | undefined;
  readonly end: () => void;
}

/** Button of a pen turned upside down. */
const penEraser = 5;

/**
 * Painting with mouse, pen or one finger. Two fingers, the middle button, or any while it `moves`,
 * move the picture instead. Shift draws a straight line from where the last stroke ended.
 */
export function useBrush(target: BrushTarget, moves: boolean) {
  const { viewport, extent, brush, inverted, onLive, onStroke } = target;
  const pinch = useMemo(() => new Pinch(viewport), [viewport]);
  const doing = useRef<Doing>(undefined);
  const last = useRef<Point>(undefined);
  useEffect(() => () => doing.current?.end(), []);
  const stop = () => {
    doing.current?.end();
    doing.current = undefined;
    onLive(undefined);
  };
  const begin = (event: Press) => {
    const point = pointOf(event, viewport, extent);
    const from = event.shiftKey && last.current ? [last.current] : [];
    const erases = event.button === penEraser || brush.erase;
    const { hardness, size } = brush;
    return { points: [...from, point], radius: size / 100, hardness, erase: erases !== inverted };
  };
  const onPointerDown = (event: Press) => {
    pinch.down(event);
    const touch = event.pointerType === 'touch';
    // A second finger makes a pinch of what was a stroke; a hand beside a pen does nothing.
    if (pinch.active && doing.current?.touch) stop();
    if (pinch.active || doing.current || ![0, 1, penEraser].includes(event.button)) return;
    // The button does not scroll the page, and the focus stays for the keys.
    if (event.button === 1) event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const stroke = event.button === 1 || moves ? undefined : begin(event);
    doing.current = { pointer: event.pointerId, touch, stroke, end: beginGesture(stop) };
    if (stroke) onLive(stroke);
  };
  const onPointerMove = (event: Press) => {
    pinch.move(event);
    const now = doing.current;
    if (now?.pointer !== event.pointerId) return;
    if (!now.stroke) return viewport.pan(event.movementX, event.movementY);
    const points = [...now.stroke.points, ...passed(event, viewport, extent)];
    doing.current = { ...now, stroke: { ...now.stroke, points } };
    onLive(doing.current.stroke);
  };
  const onPointerUp = (event: Press) => {
    pinch.up(event);
    const now = doing.current;
    if (now?.pointer !== event.pointerId) return;
    stop();
    if (!now.stroke) return;
    last.current = now.stroke.points.at(-1);
    onStroke({ ...now.stroke, points: thinned(now.stroke.points) });
  };
  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp };
}

/** Also the places between two frames, so that a quick curve has no corners. */
function passed(event: Press, viewport: Viewport, extent: Extent): readonly Point[] {
  const between = event.nativeEvent.getCoalescedEvents?.() ?? [];
  const all = between.length > 0 ? between : [event.nativeEvent];
  const { currentTarget } = event;
  return all.map(({ clientX, clientY }) =>
    pointOf({ clientX, clientY, currentTarget }, viewport, extent),
  );
}

function pointOf(
  { clientX, clientY, currentTarget }: Pick<Press, 'clientX' | 'clientY' | 'currentTarget'>,
  viewport: Viewport,
  extent: Extent,
): Point {
  const stage = currentTarget.getBoundingClientRect();
  const { x, y, zoom } = viewport.place(extent, stage);
  const share = (at: number, length: number) =>
    Math.round(Math.min(1, Math.max(0, at / (length * zoom))) * 10_000) / 10_000;
  return [share(clientX - stage.x - x, extent.width), share(clientY - stage.y - y, extent.height)];
}

/** Fewer points, none nearer to the one before than a five-hundredth of the picture. */
function thinned(points: Stroke['points']): Stroke['points'] {
  const result: Point[] = [];
  for (const [index, point] of points.entries()) {
    const before = result.at(-1);
    const far = !before || Math.hypot(point[0] - before[0], point[1] - before[1]) > 0.002;
    if (far || index === points.length - 1) result.push(point);
  }
  return result;
}
