import type { DocumentNode } from '../../graph/document/document.ts';
import { useSession } from '../session/session-store.ts';
import { useDocument } from './document-store.ts';

/** The selected nodes, in the document's order. */
export function selectedNodes(): readonly DocumentNode[] {
  const { selection } = useSession.getState();
  return useDocument.getState().document.nodes.filter(({ id }) => selection.has(id));
}

/** Ids of the selected nodes, frames and notes. */
export function selectedItems() {
  return itemsOf(useSession.getState().selection);
}

/** These ids as nodes, frames and notes, as commands want them. */
export function itemsOf(ids: ReadonlySet<string>) {
  const { document } = useDocument.getState();
  const own = (items: readonly { readonly id: string }[]) =>
    items.flatMap(({ id }) => (ids.has(id) ? id : []));
  return { nodes: own(document.nodes), frames: own(document.frames), notes: own(document.notes) };
}
