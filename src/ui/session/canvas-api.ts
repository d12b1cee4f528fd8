import { getViewportForBounds, type ReactFlowInstance } from '@xyflow/react';
import type { Position, View } from '../../graph/document/document.ts';
import type { FlowEdge } from './flow-edges.ts';
import type { FlowNode } from './flow-nodes.ts';
import { pointerPlace } from './pointer-place.ts';
import { type SocketEnd, useSession } from './session-store.ts';

type Instance = ReactFlowInstance<FlowNode, FlowEdge>;

let instance: Instance | undefined;
let pane: HTMLElement | undefined;
let shield: HTMLElement | undefined;
let opening: View | undefined;
let aim: { readonly zoom: number; readonly until: number } | undefined;

export const zoomRange = { min: 0.1, max: 3 } as const;

function settleView(): void {
  if (!instance || !opening) return;
  if (instance.getNodes().some(({ measured }) => !measured?.width)) return;
  const { x, y, zoom } = opening;
  opening = undefined;
  if (x === 0 && y === 0 && zoom === 1) void instance.fitView(fitting);
  else void instance.setViewport({ x, y, zoom });
}

/** What the rest of the editor may ask of the canvas, in canvas coordinates and without React Flow. */
export const canvas = {
  attach(
    made: Instance | undefined,
    element: HTMLElement | undefined,
    cover: HTMLElement | undefined,
  ): void {
    shield = cover;
    instance = made;
    pane = element;
    settleView();
  },

  /** The canvas goes away, as while pictures are compared; its view comes back with it. */
  detach(): void {
    opening = canvas.view();
    instance = undefined;
  },

  /** Shows the view that a document was left with, or all of it. Waits until it has been drawn. */
  start(view: View, empty: boolean): void {
    opening = empty ? undefined : view;
    // React Flow keeps a fit of nothing for the first node, which would then jump to the middle.
    if (empty) void instance?.setViewport({ ...view });
    else settleView();
  },

  /** React Flow has measured every node. */
  drawn(): void {
    settleView();
  },

  /**
   * While something is dragged, or the canvas itself, a shield takes the pointer: finding out which
   * of hundreds of wires lies under it would cost more than the drag.
   */
  setDragging(dragging: boolean): void {
    if (shield) shield.hidden = !dragging;
  },

  toCanvas(screen: Position): Position {
    return instance?.screenToFlowPosition(screen) ?? screen;
  },

  toScreen(position: Position): Position {
    return instance?.flowToScreenPosition(position) ?? position;
  },

  /** The middle of what is seen. */
  centre(): Position {
    const box = pane?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return canvas.toCanvas({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  },

  /** Where something new goes: under the pointer if that is over the canvas, else the middle. */
  newPlace(): Position {
    const pointer = pointerPlace.get();
    return pointer ? canvas.toCanvas(pointer) : canvas.centre();
  },

  /** Where a palette opens for want of a better place, in the window. */
  middleOfScreen(): Position {
    const box = pane?.getBoundingClientRect();
    return box ? { x: box.x + box.width / 2, y: box.y + box.height / 3 } : { x: 200, y: 200 };
  },

  /** The middle of a socket, once its node has been drawn. */
  socketPlace(end: SocketEnd): Position | undefined {
    const node = instance?.getInternalNode(end.node);
    const bounds = node?.internals.handleBounds;
    const handles = end.side === 'output' ? bounds?.source : bounds?.target;
    const name = end.side === 'output' ? end.output : end.input;
    const handle = handles?.find(({ id }) => id === name);
    if (!node || !handle) return undefined;
    const { x, y } = node.internals.positionAbsolute;
    return { x: x + handle.x + handle.width / 2, y: y + handle.y + handle.height / 2 };
  },

  view(): View {
    return instance?.getViewport() ?? opening ?? { x: 0, y: 0, zoom: 1 };
  },

  /** At once: React Flow's own waits for the next render, and would undo a zoom asked for meanwhile. */
  fit(ids?: readonly string[]): void {
    if (!instance || !pane) return;
    const shown = ids ?? instance.getNodes().flatMap(({ id, hidden }) => (hidden ? [] : [id]));
    if (shown.length === 0) return;
    const { minZoom, maxZoom, padding } = fitting;
    const bounds = instance.getNodesBounds([...shown]);
    const [width, height] = [pane.clientWidth, pane.clientHeight];
    const view = getViewportForBounds(bounds, width, height, minZoom, maxZoom, padding);
    void instance.setViewport(view, { duration: glide() });
  },

  zoomBy(factor: number): void {
    // While the view still glides, the next step goes on from where it is going.
    const now = performance.now();
    const from = aim && now < aim.until ? aim.zoom : (instance?.getZoom() ?? 1);
    const zoom = Math.min(zoomRange.max, Math.max(zoomRange.min, from * factor));
    aim = { zoom, until: now + glide() };
    void instance?.zoomTo(zoom, { duration: glide() });
  },

  zoomTo(zoom: number): void {
    void instance?.zoomTo(zoom, { duration: glide() });
  },

  /** Where a node is now, also while it is dragged. */
  placeOf(id: string): Position | undefined {
    return instance?.getInternalNode(id)?.internals.positionAbsolute;
  },

  /** The size a node has on the canvas, once it has been drawn. */
  sizeOf(id: string): { width: number; height: number } | undefined {
    const measured = instance?.getNode(id)?.measured;
    if (measured?.width === undefined || measured.height === undefined) return undefined;
    return { width: measured.width, height: measured.height };
  },

  /** Gives a node the keyboard focus, as soon as it has been drawn. */
  focus(id: string, tries = 30): void {
    // A dialog that was opened meanwhile keeps the focus.
    if (useSession.getState().dialog) return;
    const selector = `.react-flow__node[data-id="${CSS.escape(id)}"]`;
    const element = pane?.querySelector<HTMLElement>(selector);
    element?.focus({ preventScroll: true });
    // What is not measured yet is hidden, and what is hidden takes no focus.
    if (element && document.activeElement === element) canvas.reveal(id);
    else if (tries > 0) requestAnimationFrame(() => canvas.focus(id, tries - 1));
  },

  /** Moves the view just so far that the node lies in it. */
  reveal(id: string): void {
    const node = instance?.getNode(id);
    const box = pane?.getBoundingClientRect();
    if (!instance || !node || !box) return;
    const { width = 200, height = 160 } = node.measured ?? {};
    const from = instance.flowToScreenPosition(node.position);
    const zoom = instance.getZoom();
    const dx = shortfall(from.x, width * zoom, box.left, box.right);
    const dy = shortfall(from.y, height * zoom, box.top, box.bottom);
    if (dx === 0 && dy === 0) return;
    const { x, y } = instance.getViewport();
    void instance.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: glide() });
  },
};

const fitting = { padding: '28px', maxZoom: 1.1, minZoom: zoomRange.min } as const;

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
