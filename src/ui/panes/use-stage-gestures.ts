import { type KeyboardEvent, type PointerEvent, useEffect, useState } from 'react';
import type { PictureSource } from '../results/pictures.ts';
import type { Viewport } from './viewport.ts';

const arrowStep = 48;

/** Pan, zoom and the common cursor, by pointer, wheel and keys, for whatever shows `source`. */
export function useStageGestures(viewport: Viewport, source: PictureSource | undefined) {
  const [stage, setStage] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (!stage) return;
    // React listens to wheels passively, and the page must not scroll or zoom with the picture.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { x, y, width, height } = stage.getBoundingClientRect();
      const at = { x: event.clientX - x - width / 2, y: event.clientY - y - height / 2 };
      viewport.zoomBy(Math.exp(-event.deltaY / 400), at);
    };
    stage.addEventListener('wheel', onWheel, { passive: false });
    return () => stage.removeEventListener('wheel', onWheel);
  }, [stage, viewport]);

  const point = (event: PointerEvent<HTMLElement>) => {
    const shown = source?.get();
    if (!shown) return;
    const box = event.currentTarget.getBoundingClientRect();
    const { x, y, zoom } = viewport.place(shown, box);
    const u = (event.clientX - box.x - x) / (shown.width * zoom);
    const v = (event.clientY - box.y - y) / (shown.height * zoom);
    const within = u >= 0 && u <= 1 && v >= 0 && v <= 1;
    viewport.point(within ? { u, v } : undefined);
  };
  return {
    ref: setStage,
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const held = event.currentTarget.hasPointerCapture(event.pointerId);
      if (held) viewport.pan(event.movementX, event.movementY);
      point(event);
    },
    onPointerLeave: () => viewport.point(undefined),
    onDoubleClick: () => viewport.fit(),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (!moveByKey(event.key, viewport)) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

function moveByKey(key: string, viewport: Viewport): boolean {
  switch (key) {
    case 'ArrowLeft':
      viewport.pan(arrowStep, 0);
      return true;
    case 'ArrowRight':
      viewport.pan(-arrowStep, 0);
      return true;
    case 'ArrowUp':
      viewport.pan(0, arrowStep);
      return true;
    case 'ArrowDown':
      viewport.pan(0, -arrowStep);
      return true;
    case '+':
    case '=':
      viewport.zoomBy(1.25);
      return true;
    case '-':
      viewport.zoomBy(0.8);
      return true;
    case 'f':
      viewport.fit();
      return true;
    default:
      return false;
  }
}
