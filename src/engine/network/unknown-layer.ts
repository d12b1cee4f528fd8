import { nearest } from '../../common/nearest.ts';
import type { Problem } from '../../common/result.ts';
import type { Network } from './network.ts';

/** The problem with the first layer that the network does not have, or null. */
export function unknownLayer({ name, ir }: Network, layers: readonly string[]): Problem | null {
  const names = ir.map((node) => node.name);
  const missing = layers.find((layer) => !names.includes(layer));
  if (missing === undefined) return null;
  const near = nearest(missing, names);
  const offer = near.length > 0 ? `Nearest: ${near.join(', ')}.` : `For example ${names.at(-1)}.`;
  return { code: 'unknown-layer', message: `${name} has no layer "${missing}". ${offer}` };
}
