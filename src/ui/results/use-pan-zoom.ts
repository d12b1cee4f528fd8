import { type KeyboardEvent, type PointerEvent, useEffect, useState } from 'react';

/** A point of a stage in screen pixels, counted from its middle. */
interface StagePoint {
  readonly x: number;
  readonly y: number;
}

/** What the gestures do; a viewport is one. */
export interface PanZoom {
  /** There is nothing beyond the edges, so that arrow keys have nothing to move. */
  readonly still?: boolean;
  /** Moves the picture by screen pixels. */
  pan(x: number, y: number): void;
  /** @param at stays where it is; the middle of the stage when left out. */
  zoomBy(factor: number, at?: StagePoint): void;
  /** Shows the whole picture. */
  fit(): void;
}

const arrowStep = 48;

/**
 * Pan and zoom by dragging, wheel and double click.
 * @param onHover receives each move of the pointer; undefined: it left.
 */
export function usePanZoom(
  target: PanZoom,
  onHover?: (event: PointerEvent<HTMLElement> | undefined) => void,
) {
  const [stage, setStage] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (!stage) return;
    // React listens to wheels passively, and the page must not scroll or zoom with the picture.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { x, y, width, height } = stage.getBoundingClientRect();
      const at = { x: event.clientX - x - width / 2, y: event.clientY - y - height / 2 };
      target.zoomBy(Math.exp(-event.deltaY / 400), at);
    };
    stage.addEventListener('wheel', onWheel, { passive: false });
    return () => stage.removeEventListener('wheel', onWheel);
  }, [stage, target]);
  return {
    ref: setStage,
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const held = event.currentTarget.hasPointerCapture(event.pointerId);
      if (held) target.pan(event.movementX, event.movementY);
      onHover?.(event);
    },
    onPointerLeave: () => onHover?.(undefined),
    onDoubleClick: () => target.fit(),
  };
}

/** Arrow keys move, plus and minus zoom, F fits. */
export function onPanZoomKey(event: KeyboardEvent<HTMLElement>, target: PanZoom): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!moveByKey(event.key, target)) return;
  event.preventDefault();
  event.stopPropagation();
}

function moveByKey(key: string, target: PanZoom): boolean {
  if (target.still && key.startsWith('Arrow')) return false;
  switch (key) {
    case 'ArrowLeft':
      target.pan(arrowStep, 0);
      return true;
    case 'ArrowRight':
      target.pan(-arrowStep, 0);
      return true;
    case 'ArrowUp':
      target.pan(0, arrowStep);
      return true;
    case 'ArrowDown':
      target.pan(0, -arrowStep);
      return true;
    case '+':
    case '=':
      target.zoomBy(1.25);
      return true;
    case '-':
      target.zoomBy(0.8);
      return true;
    case 'f':
      target.fit();
      return true;
    default:
      return false;
  }
}
