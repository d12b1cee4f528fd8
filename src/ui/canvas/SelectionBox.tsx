import { useStore, useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { beginGesture } from '../kit/gesture.ts';
import { select, useSession } from '../session/session-store.ts';

/** Lets Escape take back the box that is being drawn: selected is what was selected before it. */
export function SelectionBox() {
  const drawing = useStore(({ userSelectionActive }) => userSelectionActive);
  const store = useStoreApi();
  useEffect(() => {
    if (!drawing) return;
    const { selection, selectedEdges } = before;
    return beginGesture(() => {
      store.setState({ userSelectionActive: false, userSelectionRect: null });
      select(selection, selectedEdges);
      // React Flow would frame what the box had touched, once the pointer goes up.
      window.addEventListener(
        'pointerup',
        () => setTimeout(() => store.setState({ nodesSelectionActive: false })),
        { once: true },
      );
    });
  }, [drawing, store]);
  return null;
}

let before = useSession.getState();

/** Called when the pointer goes down: React Flow clears the selection before a box begins. */
export function rememberSelection(): void {
  before = useSession.getState();
}
