import { useSyncExternalStore } from 'react';
import { edgesInto, graphIndex } from '../../graph/document/graph-index.ts';
import { useDocument } from '../document/document-store.ts';
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

/** The node whose picture comes in at the input "image", if it has one by now. */
export function useIncomingPicture(id: string): string | undefined {
  return useDocument(({ document }) => {
    const index = graphIndex(document);
    const from = edgesInto(index, { node: id, input: 'image' })[0]?.from.node;
    return from !== undefined && pictures.get(from) ? from : undefined;
  });
}
