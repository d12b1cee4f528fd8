import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useState } from 'react';
import { type PanZoom, Pinch } from './pinch.ts';

const arrowStep = 48;

/**
 * Pan and zoom by dragging, wheel, two fingers and double click.
 * @param onHover receives each move of the pointer; undefined: it left.
 */
export function usePanZoom(
  target: PanZoom,
  onHover?: (event: PointerEvent<HTMLElement> | undefined) => void,
) {
  const [stage, setStage] = useState<HTMLElement | null>(null);
  const pinch = useMemo(() => new Pinch(target), [target]);
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
      pinch.down(event);
      if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const held = event.currentTarget.hasPointerCapture(event.pointerId);
      if (held && !pinch.active) target.pan(event.movementX, event.movementY);
      pinch.move(event);
      onHover?.(event);
    },
    onPointerUp: pinch.up.bind(pinch),
    onPointerCancel: pinch.up.bind(pinch),
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
