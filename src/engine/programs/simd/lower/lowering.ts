import type { Ir, Weights } from '../../../network/ir.ts';
import { sizeOf } from '../../../network/weights.ts';
import type { Shape } from '../../../network/windows.ts';
import type { Call } from '../arena/call.ts';
import type { View } from '../arena/view.ts';
import type { PackedWeights } from '../workspace/packed-weights.ts';

/** What the lowering of one node knows and where its calls go. */
export interface Lowering {
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Where the value of each node lies. */
  readonly values: ReadonlyMap<string, View>;
  readonly weights: PackedWeights;
  /** Address of zeros: as a bias, and as what lies around a picture. */
  readonly zeros: number;
  /** Nodes that a max pool reads, directly or through others. */
  readonly beforeMaxPool: ReadonlySet<string>;
  /** How many threads share the units of a call. */
  readonly threads: number;
  /** What the forward pass of a node leaves for its backward pass besides values. */
  readonly kept: Map<string, View>;
  readonly emit: (call: Call) => void;
}

export function viewOf({ values }: Lowering, name: string | undefined): View {
  const view = name === undefined ? undefined : values.get(name);
  if (!view) throw new Error(`${name} has no place.`);
  return view;
}

/** The address of a bias, filled up to whole panels; zeros for none. */
export function biasOf({ weights, zeros }: Lowering, name: string, bias: Weights | null): number {
  if (!bias) return zeros;
  const length = Math.ceil(sizeOf(bias.shape) / 16) * 16;
  return weights.get(`${name} bias`, length, (to) => to.set(bias.load()));
}

/** The nodes whose values decide where a max pool sends its cotangents. */
export function nodesBeforeMaxPool(ir: Ir): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of [...ir].reverse()) {
    const isMaxPool = node.op === 'pool' && node.kind === 'max';
    if (isMaxPool || found.has(node.name)) for (const input of node.inputs) found.add(input);
  }
  return found;
}
