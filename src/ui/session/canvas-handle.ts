import type { ItemSize, Position, View } from '../../graph/document/document.ts';
import type { Box } from '../../graph/layout/boxes.ts';
import { type SocketEnd, useSession } from './session-store.ts';

/** What the rest of the editor may ask of the canvas, in canvas coordinates and without React Flow. */
export interface CanvasHandle {
  readonly toCanvas: (screen: Position) => Position;
  /** The middle of what is seen. */
  readonly centre: () => Position;
  /** Where a palette opens for want of a better place, in the window. */
  readonly middleOfScreen: () => Position;
  /** The middle of a socket, once its node has been drawn. */
  readonly socketPlace: (end: SocketEnd) => Position | undefined;
  /** Where a node is now, also while it is dragged. */
  readonly placeOf: (id: string) => Position | undefined;
  /** The size a node has on the canvas, once it has been drawn. */
  readonly sizeOf: (id: string) => ItemSize | undefined;
  readonly view: () => View;
  /** Shows the view that a document was left with, or all of it. Waits until it has been drawn. */
  readonly start: (view: View, empty: boolean) => void;
  /** React Flow has measured every node. */
  readonly drawn: () => void;
  /** Shows these nodes, or all. */
  readonly fit: (ids?: readonly string[]) => void;
  /** Moves the view so that this lies in its middle, large enough to be read. */
  readonly centreOn: (id: string) => void;
  readonly zoomBy: (factor: number) => void;
  readonly zoomTo: (zoom: number) => void;
  /** Gives a node the keyboard focus and brings it into view. @returns whether it took the focus. */
  readonly tryFocus: (id: string) => boolean;
  /**
   * While something is dragged, or the canvas itself, a shield takes the pointer: finding out which
   * of hundreds of wires lies under it would cost more than the drag.
   */
  readonly setDragging: (dragging: boolean) => void;
}

/** What the next canvas opens with; undefined for an empty graph. */
let opening: View | undefined;

/** Stands in while no canvas is on screen. */
const absent: CanvasHandle = {
  toCanvas: (screen) => screen,
  centre: () => ({ x: 0, y: 0 }),
  middleOfScreen: () => ({ x: 200, y: 200 }),
  socketPlace: () => undefined,
  placeOf: () => undefined,
  sizeOf: () => undefined,
  view: () => opening ?? { x: 0, y: 0, zoom: 1 },
  start: (view, empty) => {
    opening = empty ? undefined : view;
  },
  drawn: () => {},
  fit: () => {},
  centreOn: () => {},
  zoomBy: () => {},
  zoomTo: () => {},
  tryFocus: () => false,
  setDragging: () => {},
};

let current = absent;

/** The handle of the canvas on screen. Not to be kept: each canvas has its own. */
export function canvas(): CanvasHandle {
  return current;
}

/** Called once React Flow is ready, with what makes the handle from the view to open with. */
export function mountCanvas(create: (opening: View | undefined) => CanvasHandle): void {
  current = create(opening);
  opening = undefined;
}

/** The canvas goes away, as while pictures are compared; its view comes back with the next one. */
export function unmountCanvas(): void {
  if (current === absent) return;
  opening = current.view();
  current = absent;
}

/** Gives a node the keyboard focus, as soon as it has been drawn. */
export function focusNode(id: string, tries = 30): void {
  // A dialog that was opened meanwhile keeps the focus.
  if (useSession.getState().dialog || current.tryFocus(id) || tries === 0) return;
  requestAnimationFrame(() => focusNode(id, tries - 1));
}

let covered: Box | undefined;

/** What floats over the canvas, such as the Stage, in the window: the view is fitted beside it. */
export const canvasCover = {
  get: (): Box | undefined => covered,
  set: (box: Box | undefined): void => {
    covered = box;
  },
};

let pointer: Position | undefined;

/**
 * Where the pointer is in the window, while it is over the canvas and what the person works with:
 * once the keyboard moves from node to node, the pointer has merely been left lying somewhere.
 */
export const pointerPlace = {
  get: (): Position | undefined => pointer,
  set: (place: Position | undefined): void => {
    pointer = place;
  },
};

if (typeof window !== 'undefined') {
  window.addEventListener(
    'keydown',
    ({ key }) => {
      if (/^(Arrow|Tab$|Enter$|F6$)/.test(key)) pointer = undefined;
    },
    true,
  );
}

/** Where something new goes: under the pointer if that is over the canvas, else the middle. */
export function placeForNew(): Position {
  return pointer ? current.toCanvas(pointer) : current.centre();
}
