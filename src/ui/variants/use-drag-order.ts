import { type DragEvent, useState } from 'react';
import { perform } from '../document/edits.ts';

const mime = 'application/x-dreamgraph-variant';

export interface DragItem {
  /** Where the dragged card would go, seen from this one. */
  readonly drop: 'before' | 'after' | undefined;
  readonly handlers: {
    readonly draggable: true;
    readonly onDragStart: (event: DragEvent<HTMLElement>) => void;
    readonly onDragOver: (event: DragEvent<HTMLElement>) => void;
  };
}

/** Reorders cards by dragging them. */
export function useDragOrder(ids: readonly string[]) {
  const [target, setTarget] = useState<{ readonly id: string; readonly after: boolean }>();
  const item = (id: string): DragItem => ({
    drop: target?.id === id ? (target.after ? 'after' : 'before') : undefined,
    handlers: {
      draggable: true,
      onDragStart: (event) => {
        event.dataTransfer.setData(mime, id);
        event.dataTransfer.effectAllowed = 'move';
      },
      onDragOver: (event) => {
        if (!event.dataTransfer.types.includes(mime)) return;
        event.preventDefault();
        const { left, width } = event.currentTarget.getBoundingClientRect();
        const after = event.clientX > left + width / 2;
        if (target?.id !== id || target.after !== after) setTarget({ id, after });
      },
    },
  });
  const list = {
    onDragLeave: (event: DragEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setTarget(undefined);
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      const variant = event.dataTransfer.getData(mime);
      setTarget(undefined);
      if (!variant || !target) return;
      event.preventDefault();
      const others = ids.filter((id) => id !== variant);
      const index = others.indexOf(target.id) + (target.after ? 1 : 0);
      if (target.id !== variant) perform({ type: 'reorder-variant', variant, index });
    },
  };
  return { item, list };
}
