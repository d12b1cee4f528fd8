import type { Command } from '../../graph/commands/command.ts';
import type { Json } from '../../graph/document/json.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { ownLayerCommands, wantedCommands } from '../../nodes/network-commands.ts';
import type { Wanted } from '../../runtime/browser.ts';
import { addNode } from '../document/add-node.ts';
import { useDocument } from '../document/document-store.ts';
import { performTogether } from '../document/edits.ts';
import { useSession } from '../session/session-store.ts';
import { readInfo } from './network-info.ts';

export interface Choice {
  /** What the person found to look right; absent: what the network is known or guessed to want. */
  readonly wanted?: Wanted | undefined;
  /** The layers to dream of; absent: the network's usual ones. */
  readonly layers?: readonly string[] | undefined;
}

/** Gives a Load Network another network, and what reads it layers that this network has; one undo step. */
export async function chooseNetwork(
  node: string,
  reference: FileReference,
  { wanted, layers }: Choice = {},
): Promise<void> {
  const known = reference.from === 'bundled' ? undefined : await readInfo(reference);
  const found = known?.state === 'ready' ? known.network.defaultLayers : [];
  const { shown } = useDocument.getState();
  const values = wanted ? wantedCommands(node, wanted) : asKnown(node);
  performTogether('Choose a network', [
    { type: 'set-param', node, param: 'file', value: reference as unknown as Json },
    ...values,
    ...ownLayerCommands(shown, node, reference, found, layers),
  ]);
}

/** The values of one network are not those of another. */
function asKnown(node: string): readonly Command[] {
  const params = useDocument.getState().shown.nodes.find(({ id }) => id === node)?.params;
  const set = (param: string): readonly Command[] =>
    params && Object.hasOwn(params, param) && params[param] !== 'known'
      ? [{ type: 'set-param', node, param, value: 'known' }]
      : [];
  return [...set('range'), ...set('order')];
}

/** The Load Network that takes what is chosen: the one asked for, selected, or the first there is; or a new one. */
export function nodeForNetwork(asked: string | undefined): string | undefined {
  if (asked !== undefined) return asked;
  const { selection } = useSession.getState();
  const loaders = useDocument.getState().shown.nodes.filter(({ type }) => type === 'load-network');
  const chosen = loaders.find(({ id }) => selection.has(id)) ?? loaders[0];
  return chosen?.id ?? addNode('load-network');
}
