import {
  type Mask,
  masked,
  type Network,
  type Objective,
  type Picture,
  type Term,
} from '../../engine/index.ts';
import type { LayerWeight } from '../../graph/params/layers.ts';

/**
 * An objective of the given terms, on the part of the picture that the mask shows.
 * @param weight of the objective as a whole, which the weights of the terms contain already.
 */
export function objectiveOf(
  terms: readonly Term[],
  mask: Mask | undefined,
  weight: number,
): Objective {
  return mask ? masked({ terms, weight }, mask) : { terms, weight };
}

type StyleTerm = Extract<Term, { readonly kind: 'style' }>;
type ContentTerm = Extract<Term, { readonly kind: 'content' }>;
type Layers = readonly LayerWeight[];

interface StyleSpec {
  readonly layers: Layers;
  readonly statistic: StyleTerm['statistic'];
  readonly styleScale: number;
  readonly normalise: boolean;
}

/** `weight` shared among the layers in proportion to their weights. */
export function styleTerms(
  network: Network,
  style: Picture,
  weight: number,
  { layers, ...spec }: StyleSpec,
): readonly StyleTerm[] {
  return shared(layers, weight).map((share) => ({
    kind: 'style',
    network,
    style,
    ...spec,
    ...share,
  }));
}

/** Likewise; without a content picture, what the ascent starts from. */
export function contentTerms(
  network: Network,
  content: Picture | undefined,
  weight: number,
  { layers, normalise }: { readonly layers: Layers; readonly normalise: boolean },
): readonly ContentTerm[] {
  return shared(layers, weight).map((share) => ({
    kind: 'content',
    network,
    normalise,
    ...(content && { content }),
    ...share,
  }));
}

function shared(layers: Layers, weight: number): Layers {
  const total = layers.reduce((sum, entry) => sum + Math.abs(entry.weight), 0) || 1;
  return layers.map((entry) => ({ ...entry, weight: (weight * entry.weight) / total }));
}
