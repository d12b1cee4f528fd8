import type { Command } from '../../graph/commands/command.ts';
import type { Document, Position } from '../../graph/document/document.ts';
import { sameJson } from '../../graph/document/json.ts';
import { paramValue } from '../../graph/params/values.ts';
import { layerObjective } from '../../nodes/layer-objective/definition.ts';
import { entryOf } from '../../nodes/motif-commands.ts';
import { motifOf, type NamedMotif } from '../../nodes/motifs.ts';
import { embeddedNetworkOf, networkCommands, networkFileOf } from '../../nodes/network-commands.ts';
import { type AddOptions, addNode } from '../document/add-node.ts';
import { useDocument } from '../document/document-store.ts';
import { performTogether } from '../document/edits.ts';
import { selectedNodes } from '../document/selection.ts';
import { toggleCommands } from './toggle-motif.ts';

/**
 * Dreams of a motif: on the selected Layer Objective, or with a new one that has the network it
 * needs. @returns the id of the node.
 */
export function chooseMotif(
  motif: NamedMotif,
  options: Pick<AddOptions, 'at' | 'from'> = {},
): string | undefined {
  const selected = options.from ? undefined : selectedObjective();
  if (selected === undefined) return addObjective(motif, options);
  const { shown } = useDocument.getState();
  const { layers: spec } = layerObjective.params;
  const params = shown.nodes.find(({ id }) => id === selected)?.params ?? {};
  const checked = spec.validate(paramValue(params, 'layers', spec));
  const value = checked.ok ? checked.value : spec.default;
  const network = embeddedNetworkOf(shown, selected);
  // Pressed in the picker it would go again; asked for by name it is meant to be there.
  if (!value.some((entry) => motifOf(network, entry) === motif)) {
    const target = { node: selected, param: spec, name: 'layers', value };
    performTogether(`Set motif ${motif.title}`, toggleCommands(shown, target, motif));
  }
  return selected;
}

/** The id of the Layer Objective that alone is selected. */
export function selectedObjective(): string | undefined {
  const [only, ...others] = selectedNodes();
  return only?.type === layerObjective.type && others.length === 0 ? only.id : undefined;
}

function addObjective(
  motif: NamedMotif,
  options: Pick<AddOptions, 'at' | 'from'>,
): string | undefined {
  const { measure } = motif.recipe;
  return addNode(layerObjective.type, {
    ...options,
    params: { layers: [entryOf(motif)], measure },
    // A wire that is pulled from an output brings the network itself.
    ...(options.from?.side !== 'output' && {
      also: (document, id, position) => networkFor(document, id, position, motif.network),
    }),
  });
}

/** Wires the network in: from the node that has loaded it, or from another one. */
function networkFor(
  document: Document,
  id: string,
  position: Position,
  network: string,
): readonly Command[] {
  const node = { id, type: layerObjective.type, version: 1, position, params: {} };
  const file = { from: 'bundled', name: network };
  const loader = document.nodes.find(
    (each) => each.type === 'load-network' && sameJson(networkFileOf(each), file),
  );
  if (!loader)
    return networkCommands({ ...document, nodes: [...document.nodes, node] }, id, network);
  const wire = {
    from: { node: loader.id, output: 'network' },
    to: { node: id, input: 'network' },
  };
  return [{ type: 'connect', wire }];
}
