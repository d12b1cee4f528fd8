import { beginGesture } from '../kit/gesture.ts';

let phase: 'none' | 'on' | 'cancelled' = 'none';
let ended: () => void = () => {};
let putBack: () => void = () => {};

function reset(): void {
  phase = 'none';
}

/**
 * A drag of things on the canvas, or of their edges. React Flow goes on with it until the pointer
 * goes up; once it is cancelled, what it reports counts no more.
 */
export const canvasGesture = {
  /** Tells how everything goes back to where the document has it. */
  onCancel(put: () => void): void {
    putBack = put;
  },
  begin(): void {
    phase = 'on';
    ended = beginGesture(() => {
      phase = 'cancelled';
      putBack();
    });
  },
  isCancelled(): boolean {
    return phase === 'cancelled';
  },
  /** Shows everything as the document has it, where what was dragged came to rest elsewhere. */
  settle(): void {
    putBack();
  },
  /** @returns whether it was cancelled, so that nothing comes of it. */
  end(): boolean {
    const cancelled = phase === 'cancelled';
    ended();
    // React Flow reports once more when it has said that the drag has ended.
    if (cancelled) setTimeout(() => phase === 'cancelled' && reset());
    else reset();
    return cancelled;
  },
};
