import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { beginGesture } from '../kit/gesture.ts';
import { canvasCover } from '../session/canvas-handle.ts';
import { type StageBox, useLayout } from '../session/layout-store.ts';
import styles from './Column.module.css';
import { corners, moveBox, resizeBox } from './floating-box.ts';
import { Stage } from './Stage.tsx';

/** The Stage over the canvas: dragged by its header, resized by its corners. */
export function FloatingStage() {
  const place = useRef<HTMLDivElement>(null);
  const { box, folded } = useLayout((state) => state.stage);
  useCover(place);
  const follow = (change: (box: StageBox, by: Shift, within: Extent) => StageBox) =>
    followDrag(place, change);
  return (
    <div ref={place} className={styles.over} data-floats style={styleOf(box, folded)}>
      <Stage drag={{ onPointerDown: follow(moveBox), style: { cursor: 'move' } }}>
        {corners.map((corner) => (
          <span
            key={corner}
            className={styles.corner}
            data-corner={corner}
            onPointerDown={follow((...all) => resizeBox(corner, ...all))}
          />
        ))}
      </Stage>
    </div>
  );
}

/** Says what the Stage covers, so that the view is fitted beside it. */
function useCover(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const say = () => {
      const box = place.current?.getBoundingClientRect();
      canvasCover.set(box && { x: box.x, y: box.y, width: box.width, height: box.height });
    };
    say();
    // It moves with each change of its box, and with the canvas that it lies in.
    const size = new ResizeObserver(say);
    for (const each of [place.current, place.current?.offsetParent]) if (each) size.observe(each);
    const stop = useLayout.subscribe(() => requestAnimationFrame(say));
    return () => {
      size.disconnect();
      stop();
      canvasCover.set(undefined);
    };
  }, [place]);
}

interface Shift {
  readonly x: number;
  readonly y: number;
}

interface Extent {
  readonly width: number;
  readonly height: number;
}

/** Inside the canvas, whatever the size of the window is by now. */
function styleOf(box: StageBox | undefined, folded: boolean): React.CSSProperties {
  const { width = 560, height = 486 } = box ?? {};
  const size = {
    width: `min(${width}px, 100%)`,
    ...(!folded && { height: `min(${height}px, 100%)` }),
  };
  if (!box) return { ...size, right: 16, bottom: 16 };
  return {
    ...size,
    left: `max(0px, min(${box.x}px, 100% - ${width}px))`,
    top: `max(0px, min(${box.y}px, 100% - ${folded ? 36 : height}px))`,
  };
}

/** @returns begins a drag: from then on the box changes with the pointer. */
function followDrag(
  place: RefObject<HTMLElement | null>,
  change: (box: StageBox, by: Shift, within: Extent) => StageBox,
) {
  return (event: PointerEvent<HTMLElement>) => {
    const element = place.current;
    const within = element?.offsetParent;
    const { target, currentTarget: handle } = event;
    // Menus report here too, though they are drawn elsewhere.
    const isElsewhere = !(target instanceof Element) || !handle.contains(target);
    if (!element || !within || isElsewhere || target.closest('button') || event.button !== 0)
      return;
    const { offsetLeft: x, offsetTop: y, offsetWidth: width } = element;
    const { box: before, folded } = useLayout.getState().stage;
    const height = folded ? (before?.height ?? 486) : element.offsetHeight;
    const start = { x: event.clientX, y: event.clientY };
    const room = { width: within.clientWidth, height: within.clientHeight };
    handle.setPointerCapture(event.pointerId);
    const ended = beginGesture(() => {
      handle.onpointermove = null;
      useLayout.getState().place({ box: before });
    });
    handle.onpointermove = (move) => {
      const by = { x: move.clientX - start.x, y: move.clientY - start.y };
      useLayout.getState().place({ box: change({ x, y, width, height }, by, room) });
    };
    handle.onlostpointercapture = () => {
      handle.onpointermove = null;
      ended();
    };
  };
}
