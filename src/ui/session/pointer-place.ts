import type { Position } from '../../graph/document/document.ts';

let place: Position | undefined;

/**
 * Where the pointer is in the window, while it is over the canvas and what the person works with:
 * once the keyboard walks from node to node, the pointer has merely been left lying somewhere.
 */
export const pointerPlace = {
  get: (): Position | undefined => place,
  moved(x: number, y: number): void {
    place = { x, y };
  },
  left(): void {
    place = undefined;
  },
};

if (typeof window !== 'undefined') {
  window.addEventListener(
    'keydown',
    ({ key }) => {
      if (/^(Arrow|Tab$|Enter$|F6$)/.test(key)) place = undefined;
    },
    true,
  );
}
