import { edgesInto, graphIndex } from '../../graph/graph-index.ts';
import { useDocument } from '../document/document-store.ts';
import { pictures } from './pictures.ts';

/** The node whose picture comes in at the input "image", if it has one by now. */
export function useIncomingPicture(id: string): string | undefined {
  return useDocument(({ document }) => {
    const index = graphIndex(document);
    const from = edgesInto(index, { node: id, input: 'image' })[0]?.from.node;
    return from !== undefined && pictures.get(from) ? from : undefined;
  });
}
