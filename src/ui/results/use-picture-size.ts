import { useSyncExternalStore } from 'react';
import { pictures } from './pictures.ts';

/** The size of a node's picture as "512 × 242", or undefined while there is none. */
export function usePictureSize(node: string): string | undefined {
  return useSyncExternalStore(
    (listener) => pictures.subscribe(node, listener),
    () => {
      const shown = pictures.get(node);
      return shown && `${shown.width} × ${shown.height}`;
    },
  );
}
