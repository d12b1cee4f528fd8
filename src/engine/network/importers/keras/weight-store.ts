import type { Weights } from '../../ir.ts';
import { Unsupported } from '../../unsupported.ts';

/** Finds the weights of a layer by name; unpacks nothing until asked. Throws `Unsupported` for one of two. */
export type WeightStore = (layer: string, weight: string) => Weights | null;

interface Named extends Weights {
  readonly name: string;
}

export function byLayer(weights: readonly Named[]): WeightStore {
  const byName = new Map<string, Weights>();
  const ambiguous = new Set<string>();
  for (const weight of weights) {
    const name = plainName(weight.name);
    if (byName.has(name)) ambiguous.add(name);
    byName.set(name, weight);
  }
  return (layer, weight) => {
    const name = `${layer}/${weight}`;
    if (ambiguous.has(name)) throw new Unsupported(`has two weights "${weight}" in the manifest`);
    return byName.get(name) ?? null;
  };
}

/** "scope/conv2d_1/kernel:0" -> "conv2d_1/kernel": the last two parts name layer and weight. */
function plainName(name: string): string {
  return name.replace(/:\d+$/, '').split('/').slice(-2).join('/');
}
