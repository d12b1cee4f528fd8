import type { Command } from '../../graph/commands/command.ts';
import type { Document } from '../../graph/document/document.ts';
import { edgesInto, graphIndex } from '../../graph/document/graph-index.ts';
import { paramValue } from '../../graph/params/values.ts';
import { layerObjective } from '../../nodes/layer-objective/definition.ts';

/** What networks see on the way in, from the first layers to the last. */
const names = ['Edges', 'Textures', 'Patterns', 'Parts', 'Things'] as const;

export interface Depth {
  readonly name: (typeof names)[number];
  readonly layer: string;
}

/** Five of the layers that are offered, shallow to deep, as evenly as can be; none of fewer. */
export function fiveDepths(layers: readonly string[]): readonly Depth[] {
  if (layers.length < names.length) return [];
  return names.flatMap((name, index) => {
    const layer = layers[Math.round((index * (layers.length - 1)) / (names.length - 1))];
    return layer === undefined ? [] : { name, layer };
  });
}

/** The Layer Objective whose layers say what is dreamed: the only objective of the graph. */
export function depthNode(document: Document): string | undefined {
  const objectives = document.nodes.filter(({ type }) => type.endsWith('-objective'));
  const [only] = objectives;
  if (!only || objectives.length > 1 || only.type !== layerObjective.type) return undefined;
  const driven = edgesInto(graphIndex(document), { node: only.id, input: 'layers' });
  return driven.length > 0 ? undefined : only.id;
}

/** The one whole layer that a Layer Objective dreams of, if it is one. */
export function wholeLayer(document: Document, node: string): string | undefined {
  const { layers: spec } = layerObjective.params;
  const params = graphIndex(document).nodes.get(node)?.params ?? {};
  const checked = spec.validate(paramValue(params, 'layers', spec));
  const [entry, ...others] = checked.ok ? checked.value : [];
  return others.length > 0 || entry?.channels !== undefined ? undefined : entry?.layer;
}

/** Dreams of one whole layer, with the measure and the channels that go with whole layers. */
export function depthCommands(node: string, layer: string): readonly Command[] {
  const { measure, channels } = layerObjective.params;
  return [
    { type: 'set-param', node, param: 'layers', value: [{ layer, weight: 1 }] },
    { type: 'set-param', node, param: 'measure', value: measure.default },
    { type: 'set-param', node, param: 'channels', value: channels.default },
  ];
}
