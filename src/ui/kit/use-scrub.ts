import { type PointerEvent, useRef } from 'react';
import { beginGesture } from './gesture.ts';

export interface ScrubHandlers {
  /** The gesture became a drag. */
  readonly start: () => void;
  /** `share` is how far the pointer has come, in widths of the field; fine while Shift is held. */
  readonly move: (share: number) => void;
  readonly end: () => void;
  /** The drag is taken back. */
  readonly cancel: () => void;
  /** The pointer went up where it went down. */
  readonly click: () => void;
}

const threshold = 3;

/** Tells a drag along a field from a click on it, and measures the drag. */
export function useScrub(handlers: ScrubHandlers) {
  const drag = useRef({ active: false, moved: false, x: 0, share: 0, ended: () => {} });
  const leave = () => {
    drag.current.active = false;
    drag.current.ended();
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { active: true, moved: false, x: event.clientX, share: 0, ended: () => {} };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const state = drag.current;
      if (!state.active) return;
      const distance = event.clientX - state.x;
      if (!state.moved) {
        if (Math.abs(distance) < threshold) return;
        state.moved = true;
        state.ended = beginGesture(() => {
          state.active = false;
          handlers.cancel();
        });
        handlers.start();
      }
      // The canvas may be zoomed: what counts is the width on the screen.
      const width = event.currentTarget.getBoundingClientRect().width || 1;
      state.share += (distance / width) * (event.shiftKey ? 0.1 : 1);
      state.x = event.clientX;
      handlers.move(state.share);
    },
    onPointerUp: () => {
      const { active, moved } = drag.current;
      leave();
      if (!active) return;
      if (moved) handlers.end();
      else handlers.click();
    },
    onPointerCancel: () => {
      const { active, moved } = drag.current;
      leave();
      if (active && moved) handlers.end();
    },
  };
}
