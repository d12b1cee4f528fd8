import type { ReactFlowInstance } from '@xyflow/react';
import type { View } from '../../graph/document/document.ts';
import type { Box } from '../../graph/layout/boxes.ts';
import { type CanvasHandle, canvasCover } from '../session/canvas-handle.ts';
import { besideCover, type FittedBox, fitView } from './fit-view.ts';
import type { FlowEdge } from './flow-edges.ts';
import type { FlowNode } from './flow-nodes.ts';

export interface CanvasParts {
  readonly flow: ReactFlowInstance<FlowNode, FlowEdge>;
  /** The element that holds the graph. */
  readonly pane: HTMLElement;
  /** Lies over the graph while something is dragged. */
  readonly shield: HTMLElement;
  /** The view to open with; undefined for an empty graph. */
  readonly opening: View | undefined;
}

export const zoomRange = { min: 0.1, max: 3 } as const;

/** The handle of a canvas on screen. */
export function createCanvasHandle({ flow, pane, shield, opening }: CanvasParts): CanvasHandle {
  const box = () => pane.getBoundingClientRect();
  const toCanvas: CanvasHandle['toCanvas'] = (screen) => flow.screenToFlowPosition(screen);
  return {
    toCanvas,
    centre: () => {
      const { x, y, width, height } = box();
      return toCanvas({ x: x + width / 2, y: y + height / 2 });
    },
    middleOfScreen: () => {
      const { x, y, width, height } = box();
      return { x: x + width / 2, y: y + height / 3 };
    },
    socketPlace: (end) => {
      const node = flow.getInternalNode(end.node);
      const bounds = node?.internals.handleBounds;
      const handles = end.side === 'output' ? bounds?.source : bounds?.target;
      const name = end.side === 'output' ? end.output : end.input;
      const handle = handles?.find(({ id }) => id === name);
      if (!node || !handle) return undefined;
      const { x, y } = node.internals.positionAbsolute;
      return { x: x + handle.x + handle.width / 2, y: y + handle.y + handle.height / 2 };
    },
    placeOf: (id) => flow.getInternalNode(id)?.internals.positionAbsolute,
    sizeOf: (id) => {
      const { width, height } = flow.getNode(id)?.measured ?? {};
      return width === undefined || height === undefined ? undefined : { width, height };
    },
    ...viewOf(flow, pane, opening),
    tryFocus: (id) => {
      const selector = `.react-flow__node[data-id="${CSS.escape(id)}"]`;
      const element = pane.querySelector<HTMLElement>(selector);
      element?.focus({ preventScroll: true });
      // What is not measured yet is hidden, and what is hidden takes no focus.
      if (!element || document.activeElement !== element) return false;
      reveal(flow, id, box());
      return true;
    },
    setDragging: (dragging) => {
      shield.hidden = !dragging;
    },
  };
}

/** What moves and zooms the view. */
function viewOf(flow: CanvasParts['flow'], pane: HTMLElement, first: View | undefined) {
  let opening = first;
  let aim: { readonly zoom: number; readonly until: number } | undefined;
  const settle = () => {
    const nodes = flow.getNodes();
    if (!opening || nodes.length === 0 || nodes.some(({ measured }) => !measured?.width)) return;
    const { x, y, zoom } = opening;
    opening = undefined;
    if (x === 0 && y === 0 && zoom === 1) handle.fit(undefined, 0);
    else void flow.setViewport({ x, y, zoom });
  };
  const handle = {
    view: () => flow.getViewport(),
    start: (view: View, empty: boolean) => {
      opening = empty ? undefined : view;
      // React Flow keeps a fit of nothing for the first node, which would then jump to the middle.
      if (empty) void flow.setViewport({ ...view });
      else settle();
    },
    drawn: settle,
    /** At once: React Flow's own waits for the next render, and would undo a zoom asked for meanwhile. */
    fit: (ids?: readonly string[], duration = glide()) => {
      const wanted = ids && new Set(ids);
      const shown = flow.getNodes().filter(({ id }) => !wanted || wanted.has(id));
      const view = fitView(shown.map(boxOnCanvas), roomFor(pane.getBoundingClientRect()));
      if (view) void flow.setViewport(view, { duration });
    },
    centreOn: (id: string) => {
      const node = flow.getNode(id);
      if (!node) return;
      const room = roomFor(pane.getBoundingClientRect());
      const zoom = Math.max(readableZoom, flow.getZoom());
      const view = centredView(boxOnCanvas(node), room, zoom);
      void flow.setViewport(view, { duration: glide() });
    },
    zoomBy: (factor: number) => {
      // While the view still glides, the next step goes on from where it is going.
      const now = performance.now();
      const from = aim && now < aim.until ? aim.zoom : flow.getZoom();
      const zoom = Math.min(zoomRange.max, Math.max(zoomRange.min, from * factor));
      aim = { zoom, until: now + glide() };
      void flow.zoomTo(zoom, { duration: glide() });
    },
    zoomTo: (zoom: number) => void flow.zoomTo(zoom, { duration: glide() }),
  };
  settle();
  return handle;
}

function boxOnCanvas({ position, measured, width, height, type }: FlowNode): FittedBox {
  const size = { width: measured?.width ?? width ?? 0, height: measured?.height ?? height ?? 0 };
  return { ...position, ...size, isFrame: type === 'frame' };
}

/** Below it, a node that was gone to could not be read. */
const readableZoom = 0.7;

/** With the box in the middle of the room; of what is higher than that, its beginning shows. */
function centredView(box: Box, room: Box, zoom: number): View {
  const low = room.y + 2 * margin;
  const y = Math.max(low, room.y + (room.height - box.height * zoom) / 2);
  const x = room.x + (room.width - box.width * zoom) / 2;
  return { x: x - box.x * zoom, y: y - box.y * zoom, zoom };
}

/** The part of the canvas that nothing floats over, seen from its corner. */
function roomFor(pane: DOMRect): Box {
  const cover = canvasCover.get();
  const whole = { x: 0, y: 0, width: pane.width, height: pane.height };
  return cover ? besideCover(whole, { ...cover, x: cover.x - pane.x, y: cover.y - pane.y }) : whole;
}

/** Moves the view just so far that the node lies in it. */
function reveal(flow: CanvasParts['flow'], id: string, box: DOMRect): void {
  const node = flow.getNode(id);
  if (!node) return;
  const { width = 200, height = 160 } = node.measured ?? {};
  const from = flow.flowToScreenPosition(node.position);
  const { x, y, zoom } = flow.getViewport();
  const dx = shortfall(from.x, width * zoom, box.left, box.right);
  const dy = shortfall(from.y, height * zoom, box.top, box.bottom);
  if (dx === 0 && dy === 0) return;
  void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: glide() });
}

const margin = 16;

/** How far something must move to lie between two edges; its beginning counts where it is too long. */
function shortfall(start: number, length: number, low: number, high: number): number {
  if (start >= low && start + length <= high) return 0;
  const beyond = start + length - (high - margin);
  return beyond > 0 && length < high - low - 2 * margin ? -beyond : low + margin - start;
}

/** Milliseconds of a movement of the view; none when less motion is wanted. */
function glide(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 280;
}
