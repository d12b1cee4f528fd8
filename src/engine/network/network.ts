import { nearest } from '../../common/nearest.ts';
import type { Problem } from '../../common/result.ts';
import type { InputRange, Wanted } from './input-range.ts';
import type { Ir } from './ir.ts';

/**
 * An imported network: pure data, on no backend. Programs compiled from it (`compileTfjsProgram`) hold
 * the tensors.
 */
export interface Network {
  /** Shown to people, e.g. "Inception V3". */
  readonly name: string;
  /** SHA-256 over topology and weights, hex: equal hashes give equal dreams. */
  readonly hash: string;
  /** What its input gets of a picture. */
  readonly range: InputRange;
  /** What it may want, the likeliest first, which is `range` where nobody said otherwise. */
  readonly wants?: readonly Wanted[];
  /** Layer -> channels better left out of objectives on the whole layer. */
  readonly avoid?: Readonly<Record<string, readonly number[]>>;
  readonly ir: Ir;
  /** It comes with the app, whose tests hold its gradient against others. */
  readonly proven?: true;
  /** The layers to offer first, shallow to deep; absent: the ends of its blocks. */
  readonly offered?: readonly string[];
  /** What a dream starts with; absent: one from the middle of those. */
  readonly defaultLayers?: readonly string[];
  /** Of its files, in words for people. */
  readonly format?: string;
  /** Of all its files. */
  readonly bytes?: number;
  /** What of its files is not in it, and why. */
  readonly notes?: readonly Problem[];
}

/** The problem with the first layer that the network does not have, or null. */
export function unknownLayer({ name, ir }: Network, layers: readonly string[]): Problem | null {
  const names = ir.map((node) => node.name);
  const missing = layers.find((layer) => !names.includes(layer));
  if (missing === undefined) return null;
  const near = nearest(missing, names);
  const offer = near.length > 0 ? `Nearest: ${near.join(', ')}.` : `For example ${names.at(-1)}.`;
  return { code: 'unknown-layer', message: `${name} has no layer "${missing}". ${offer}` };
}
