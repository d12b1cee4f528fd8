import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { beginGesture } from '../kit/gesture.ts';
import { moveRow } from './row-edits.ts';

interface RowDrag {
  readonly edge: string;
  readonly from: number;
  /** Where the row goes if it is let go now. */
  readonly to: number;
  /** How far it has come, in pixels of the list. */
  readonly offset: number;
}

/** Reorders rows by dragging their grips, or with Alt and an arrow; each takes its wire along. */
export function useRowDrag(edges: readonly string[]) {
  const [drag, setDrag] = useState<RowDrag>();
  const start = useRef({ y: 0, ended: () => {} });
  const stop = () => {
    start.current.ended();
    setDrag(undefined);
  };
  const grip = (edge: string) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = { y: event.clientY, ended: beginGesture(() => setDrag(undefined)) };
      const from = edges.indexOf(edge);
      setDrag({ edge, from, to: from, offset: 0 });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const row = event.currentTarget.closest('li');
      if (drag?.edge !== edge || !row) return;
      const height = row.getBoundingClientRect().height || 1;
      const distance = event.clientY - start.current.y;
      const to = drag.from + Math.round(distance / height);
      // The canvas may be zoomed.
      const offset = (distance * row.offsetHeight) / height;
      setDrag({ ...drag, offset, to: Math.min(edges.length - 1, Math.max(0, to)) });
    },
    onPointerUp: () => {
      if (drag?.edge !== edge) return;
      stop();
      if (drag.to !== drag.from) moveRow(edge, drag.to);
    },
    onPointerCancel: stop,
  });
  const row = (edge: string, place: number) => {
    const dragged = drag?.edge === edge;
    const drop = drag && drag.to !== drag.from && drag.to === place && !dragged;
    return {
      'data-dragged': dragged || undefined,
      'data-drop': drop ? (drag.to > drag.from ? 'after' : 'before') : undefined,
      style: dragged ? { translate: `6px ${drag.offset}px` } : undefined,
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
        if (by === 0 || !event.altKey) return;
        event.preventDefault();
        event.stopPropagation();
        moveRow(edge, place + by);
        // The row is put elsewhere in the page, where it would lose the focus.
        const focused = document.activeElement;
        requestAnimationFrame(() => focused instanceof HTMLElement && focused.focus());
      },
    };
  };
  return { grip, row };
}
