import type { Document, DocumentNode, ParamValues } from '../../graph/document/document.ts';
import type { Json } from '../../graph/document/json.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { featureView } from '../../nodes/feature-view/definition.ts';
import { loadNetwork } from '../../nodes/load-network/definition.ts';
import type { Wanted } from '../../runtime/browser.ts';
import { presets } from '../files/presets.ts';

/** A network as it is to be tried. */
export interface TriedNetwork {
  readonly reference: FileReference;
  /** Absent: what it is known to want. */
  readonly wanted?: Wanted | undefined;
}

/** Side of a quick dream, in pixels. */
export const quickSize = 256;

/** A quick dream: the first preset, small, with a few steps, on whole layers. Its node is `merge`. */
export function quickDream(tried: TriedNetwork, layers: readonly string[]): Document {
  const changes: Readonly<Record<string, ParamValues>> = {
    photo: { file: { from: 'bundled', name: 'mountains' }, size: quickSize },
    split: { count: 3 },
    network: networkParams(tried),
    objective: { layers: layers.map((layer) => ({ layer, weight: 1 })) },
    ascent: { iterations: 6 },
  };
  const [classic] = presets;
  if (!classic) throw new Error('There is a first preset.');
  const { document } = classic;
  const nodes = document.nodes
    .filter(({ id }) => id !== 'save')
    .map((node) => ({ ...node, params: { ...node.params, ...changes[node.id] } }));
  return { ...document, nodes, edges: document.edges.filter(({ to }) => to.node !== 'save') };
}

/** What one channel answers to, dreamed from noise. Its node is `feature`. */
export function featurePicture(tried: TriedNetwork, layer: string, channel: number): Document {
  const [classic] = presets;
  if (!classic) throw new Error('There is a first preset.');
  const node = (id: string, { type, version }: typed, params: ParamValues): DocumentNode => ({
    ...{ id, type, version, params, position: { x: 0, y: 0 } },
  });
  return {
    ...classic.document,
    nodes: [
      node('network', loadNetwork, networkParams(tried)),
      node('feature', featureView, { layer, channels: [channel], size: 64, iterations: 24 }),
    ],
    edges: [
      {
        id: 'wire',
        from: { node: 'network', output: 'network' },
        to: { node: 'feature', input: 'network' },
      },
    ],
    ...{ frames: [], notes: [], exposed: [] },
  };
}

type typed = { readonly type: string; readonly version: number };

function networkParams({ reference, wanted }: TriedNetwork): ParamValues {
  const file = reference as unknown as Json;
  if (!wanted) return { file };
  const { values, order, range } = wanted;
  const numbers = (value: Wanted['range']['scale']) =>
    typeof value === 'number' ? [value] : [...value];
  const custom = values === 'custom' && {
    scale: numbers(range.scale),
    offset: numbers(range.offset),
  };
  return { file, range: values, order, ...custom };
}
