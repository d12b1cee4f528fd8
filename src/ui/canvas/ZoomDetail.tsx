import { useStore } from '@xyflow/react';
import { type RefObject, useLayoutEffect } from 'react';
import { useSession } from '../session/session-store.ts';

/** Below this zoom a line of text is less than four pixels high. */
const readable = 0.35;

/**
 * Marks the canvas while it is seen from afar, where nodes leave out what nobody could read: for
 * hundreds of them it would take longer to draw than a frame lasts. A wire in hand needs all sockets.
 */
export function ZoomDetail({ pane }: { readonly pane: RefObject<HTMLElement | null> }) {
  const far = useStore(({ transform }) => transform[2] < readable);
  const wire = useSession((state) => state.wire !== undefined);
  useLayoutEffect(() => {
    pane.current?.toggleAttribute('data-far', far && !wire);
  }, [pane, far, wire]);
  return null;
}
