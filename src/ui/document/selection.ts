import type { DocumentNode } from '../../graph/document/document.ts';
import { useSession } from '../session/session-store.ts';
import { useDocument } from './document-store.ts';
import { itemsOf } from './edits.ts';

/** The selected nodes, in the document's order. */
export function selectedNodes(): readonly DocumentNode[] {
  const { selection } = useSession.getState();
  return useDocument.getState().document.nodes.filter(({ id }) => selection.has(id));
}

/** Ids of the selected nodes, frames and notes. */
export function selectedItems() {
  return itemsOf(useSession.getState().selection);
}
