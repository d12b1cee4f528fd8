import type { Json } from '../../graph/document/json.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { ownLayerCommands } from '../../nodes/motif-commands.ts';
import { useDocument } from '../document/document-store.ts';
import { performTogether } from '../document/edits.ts';

/** Gives a Load Network another network, and what reads it layers that this network has; one undo step. */
export function chooseNetwork(node: string, reference: FileReference): void {
  const { shown } = useDocument.getState();
  performTogether('Choose a network', [
    { type: 'set-param', node, param: 'file', value: reference as unknown as Json },
    ...ownLayerCommands(shown, node, reference),
  ]);
}
