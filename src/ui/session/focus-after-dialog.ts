import { canvas } from './canvas-api.ts';

let node: string | undefined;

/** A dialog gives the focus back to where it was, unless it has made something to go on with. */
export const focusAfterDialog = {
  /** The node that gets the focus when the dialog closes. */
  set(id: string): void {
    node = id;
  },
  take(): boolean {
    const id = node;
    node = undefined;
    if (id === undefined) return false;
    canvas.focus(id);
    return true;
  },
};
