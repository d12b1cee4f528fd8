import type { DragEvent } from 'react';

/** The type under which a node type travels from the library to the canvas. */
export const nodeTypeMime = 'application/x-dreamgraph-node';

/** While something is dragged, the browser does not say what. */
let dragged: string | undefined;

/** The type of the node that is being dragged from the library. */
export function draggedType(): string | undefined {
  return dragged;
}

/** What lets an entry of the library be dragged onto the canvas. */
export function libraryDrag(type: string) {
  return {
    draggable: true,
    onDragStart: ({ dataTransfer }: DragEvent) => {
      dataTransfer.setData(nodeTypeMime, type);
      dataTransfer.effectAllowed = 'copy';
      dragged = type;
    },
    onDragEnd: () => {
      dragged = undefined;
    },
  } as const;
}
