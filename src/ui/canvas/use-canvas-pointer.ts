import {
  type DragEvent,
  type FocusEvent,
  type MouseEvent,
  type PointerEvent,
  useMemo,
  useState,
  type WheelEvent,
} from 'react';
import { addReroute } from '../document/add-items.ts';
import { addNode } from '../document/add-node.ts';
import { dropNode, markWireAt } from '../document/insert-on-wire.ts';
import { draggedType, nodeTypeMime } from '../document/library-drag.ts';
import { dropFiles } from '../files/drop.ts';
import { canvas, pointerPlace } from '../session/canvas-handle.ts';
import { openDialog, select, useSession } from '../session/session-store.ts';
import { longPress } from './long-press.ts';
import { rememberSelection } from './SelectionBox.tsx';

/** Presses, drops and the wheel on the canvas itself. */
export function useCanvasPointer() {
  const [trackpad, setTrackpad] = useState(false);
  const region = useMemo(
    () => ({
      ...regionHandlers,
      onWheelCapture: (event: WheelEvent) => {
        // A pinch comes as a wheel with Control held and always zooms.
        if (!event.ctrlKey) setTrackpad(isTrackpad(event));
      },
    }),
    [],
  );
  return { trackpad, region, flow: flowHandlers };
}

/** What React Flow calls. */
const flowHandlers = {
  // Nodes that pass under the pointer are not meant.
  onMoveStart: (event: globalThis.MouseEvent | TouchEvent | null) => {
    if (event?.type === 'mousedown') canvas().setDragging(true);
  },
  onMoveEnd: () => canvas().setDragging(false),
  onPaneContextMenu: (event: globalThis.MouseEvent | MouseEvent) => {
    event.preventDefault();
    openPaletteAt(event.clientX, event.clientY);
  },
  onEdgeContextMenu: (event: MouseEvent, { id }: { id: string }) => {
    event.preventDefault();
    select([], [id]);
    useSession.setState({ contextMenu: { x: event.clientX, y: event.clientY } });
  },
  onEdgeDoubleClick: (event: MouseEvent, { id }: { id: string }) =>
    addReroute(id, canvas().toCanvas({ x: event.clientX, y: event.clientY })),
  onNodeContextMenu: (event: MouseEvent, { id }: { id: string }) => {
    event.preventDefault();
    if (!useSession.getState().selection.has(id)) select([id]);
    useSession.setState({ contextMenu: { x: event.clientX, y: event.clientY } });
  },
  onDragOver: (event: DragEvent) => {
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    markWireAt(overNode(event) ? undefined : draggedType(), placeOf(event));
  },
  onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
    const within = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
    if (!within) markWireAt(undefined, undefined);
  },
  onDrop: (event: DragEvent) => {
    event.preventDefault();
    const [at, under] = [placeOf(event), overNode(event)];
    const type = event.dataTransfer.getData(nodeTypeMime);
    markWireAt(undefined, undefined);
    if (!type) void dropFiles(event.dataTransfer, at, under?.dataset.id);
    else if (under) addNode(type, { at });
    else dropNode(type, at);
  },
};

function placeOf({ clientX: x, clientY: y }: DragEvent) {
  return canvas().toCanvas({ x, y });
}

function overNode({ target }: DragEvent): HTMLElement | null {
  return (target as Element).closest<HTMLElement>('.react-flow__node:not(.react-flow__node-frame)');
}

/** Events of the element around it. */
const regionHandlers = {
  ...longPress,
  onPointerDownCapture: rememberSelection,
  onPointerMove: (event: PointerEvent) => {
    pointerPlace.set({ x: event.clientX, y: event.clientY });
    longPress.onPointerMove(event);
  },
  onPointerLeave: () => pointerPlace.set(undefined),
  // What the keyboard reaches is what its keys act on.
  onFocus: ({ target }: FocusEvent<HTMLElement>) => {
    const id = target.matches('.react-flow__node:focus-visible') && target.dataset.id;
    if (id && !useSession.getState().selection.has(id)) select([id]);
  },
  onDoubleClick: (event: MouseEvent) => {
    const target = event.target as Element;
    if (target.classList.contains('react-flow__pane')) openPaletteAt(event.clientX, event.clientY);
  },
};

function openPaletteAt(x: number, y: number): void {
  openDialog({ kind: 'palette', request: { at: canvas().toCanvas({ x, y }), screen: { x, y } } });
}

/** A wheel goes in large even steps straight up or down; fingers on a pad do not. */
function isTrackpad({ deltaMode, deltaX, deltaY }: WheelEvent): boolean {
  if (deltaMode !== 0) return false;
  return deltaX !== 0 || Math.abs(deltaY) < 50 || !Number.isInteger(deltaY);
}
