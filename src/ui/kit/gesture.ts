/** Takes back what the pointer has done since it went down. */
type Cancel = () => void;

let cancelCurrent: Cancel | undefined;

/**
 * A drag of the pointer has begun: until it ends, Escape cancels it and nothing else.
 * @returns what says that it has ended.
 */
export function beginGesture(cancel: Cancel): () => void {
  cancelCurrent = cancel;
  return () => {
    if (cancelCurrent === cancel) cancelCurrent = undefined;
  };
}

/** Cancels the drag that is going on. @returns whether there was one. */
function cancelGesture(): boolean {
  const cancel = cancelCurrent;
  cancelCurrent = undefined;
  cancel?.();
  return cancel !== undefined;
}

if (typeof window !== 'undefined') {
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !cancelGesture()) return;
      // Nothing that is open closes with it.
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
}
