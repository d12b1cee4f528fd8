import type { Problem } from '../../common/result.ts';
import { inferChannels, inferFields } from './geometry.ts';
import type { Wanted } from './input-range.ts';
import type { Ir, IrNode, Weights } from './ir.ts';
import type { Network } from './network.ts';
import { middleLayer, offeredLayers } from './offered.ts';
import { operationOf } from './operations.ts';
import { sizeOf } from './weights.ts';
import type { Field } from './windows.ts';

/** A network as people are told of it, in pages and on the command line: plain data. */
export interface NetworkInfo {
  readonly name: string;
  readonly hash: string;
  /** In words, e.g. "ONNX, opset 17". */
  readonly format: string;
  /** Of all its files. */
  readonly bytes: number;
  /** How many numbers were learnt. */
  readonly weights: number;
  /** In the order of the network. */
  readonly layers: readonly LayerInfo[];
  /** The names of those that are offered first: the ends of blocks, shallow to deep. */
  readonly offered: readonly string[];
  /** What a dream starts with. */
  readonly defaultLayers: readonly string[];
  /** What its layers are, the most frequent first; each has a gradient. */
  readonly operations: readonly { readonly kind: string; readonly count: number }[];
  /** What of its files could not be used, and why. */
  readonly notes: readonly Problem[];
  /** What values it may want, the one in use first. */
  readonly wants: readonly Wanted[];
}

export interface LayerInfo {
  readonly name: string;
  /** In words, e.g. "convolution 3x3". */
  readonly kind: string;
  readonly channels: number;
  /** Pixels of the picture per unit of the layer. */
  readonly stride: number;
  /** Long side in pixels of what one unit sees; Infinity: the whole picture. */
  readonly receptiveField: number;
}

export function aboutNetwork(network: Network): NetworkInfo {
  const { name, hash, ir, format = '', bytes = 0, notes = [], wants = [] } = network;
  const offered = network.offered ?? offeredLayers(ir);
  const middle = middleLayer(ir, offered);
  const defaultLayers = network.defaultLayers ?? (middle === undefined ? [] : [middle]);
  const weights = ir.reduce((sum, node) => sum + weightsIn(node), 0);
  const operations = countOperations(ir);
  const layers = layersOf(ir);
  return {
    ...{ name, hash, format, bytes, weights, layers, offered, defaultLayers, operations },
    ...{ notes, wants },
  };
}

function layersOf(ir: Ir): readonly LayerInfo[] {
  const fields = inferFields(ir);
  const channels = inferChannels(ir);
  return ir
    .filter(({ op }) => op !== 'input')
    .map((node) => {
      const { stride, receptiveField } = fields.get(node.name) as Field;
      return {
        name: node.name,
        kind: operationOf(node).words(node),
        channels: channels.get(node.name) ?? 0,
        stride: Math.max(...stride),
        receptiveField: Math.max(...receptiveField),
      };
    });
}

/** Numbers of a node that were learnt; the moments of normalisation are in its scale and offset. */
function weightsIn(node: IrNode): number {
  return Object.values(node).reduce<number>(
    (sum, value) => sum + (isWeights(value) ? sizeOf(value.shape) : 0),
    0,
  );
}

function isWeights(value: unknown): value is Weights {
  return typeof value === 'object' && value !== null && 'load' in value && 'shape' in value;
}

function countOperations(ir: Ir): NetworkInfo['operations'] {
  const counts = new Map<string, number>();
  for (const node of ir) {
    if (node.op === 'input') continue;
    // Without the size of a window.
    const kind = operationOf(node)
      .words(node)
      .replace(/ \d+x\d+$/, '');
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count || a.kind.localeCompare(b.kind));
}
