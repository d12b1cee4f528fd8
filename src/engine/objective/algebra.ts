import type { Network } from '../network/network.ts';
import type { Mask, Size } from '../picture/picture.ts';
import { resizeMask } from '../picture/resize.ts';
import type { NetworkTerm, Objective, Term } from './objective.ts';

/** The sum of any number of objectives, a new one of weight 1. Of none: always 0. */
export function combine(...objectives: readonly Objective[]): Objective {
  const parts = objectives.map(({ terms }) => terms.length);
  return {
    terms: objectives.flatMap(({ terms }) => terms),
    ...(parts.length > 1 && { parts }),
  };
}

/** The objective times a number of either sign. */
export function scale({ terms, weight = 1 }: Objective, factor: number): Objective {
  return {
    terms: terms.map((term) => ({ ...term, weight: term.weight * factor })),
    weight: weight * factor,
  };
}

/**
 * The objective as if it were of one term: scaled so that the magnitudes of its terms' weights sum
 * to that of its own. An objective of zeros stays as it is.
 */
export function asOne(objective: Objective): Objective {
  const { terms, weight = 1 } = objective;
  const total = terms.reduce((sum, term) => sum + Math.abs(term.weight), 0);
  if (total === 0) return objective;
  return { ...scale(objective, Math.abs(weight) / total), weight };
}

/** The objective with the weights that it has at an octave, counted from 0, the smallest. */
export function atOctave({ terms }: Objective, octave: number): Objective {
  return {
    terms: terms.map((term) => {
      if (!onLayer(term) || !term.byOctave) return term;
      const { byOctave, ...rest } = term;
      const factor = byOctave[Math.min(octave, byOctave.length - 1)] ?? 1;
      return { ...rest, weight: term.weight * factor };
    }),
  };
}

/** Every layer's term with its cotangent divided by its mean magnitude; others have no such thing. */
export function normalised(objective: Objective): Objective {
  const { terms } = objective;
  return {
    ...objective,
    terms: terms.map((term) => (onLayer(term) ? { ...term, normalise: true } : term)),
  };
}

/**
 * The objective on a part of the picture: masks multiply. Terms on the picture itself have no mask
 * and stay as they are.
 */
export function masked(objective: Objective, mask: Mask): Objective {
  const { terms } = objective;
  return {
    ...objective,
    terms: terms.map((term) =>
      onLayer(term) ? { ...term, mask: term.mask ? product(term.mask, mask) : mask } : term,
    ),
  };
}

/**
 * Whether a term has a target at some place of the picture, so that it must know how the picture
 * is shifted: neurons, content, and all with a mask. Terms on the picture itself never see it
 * shifted.
 */
export function isPositional({ terms }: Objective): boolean {
  return terms.some(
    (term) =>
      onLayer(term) &&
      (term.mask !== undefined || term.kind === 'neuron' || term.kind === 'content'),
  );
}

/** -1 for terms that measure a distance, which an ascent makes small; 1 for all others. */
export function signOf({ kind }: Term): 1 | -1 {
  switch (kind) {
    case 'style':
    case 'content':
    case 'total-variation':
    case 'start-distance':
      return -1;
    case 'layer':
    case 'neuron':
    case 'direction':
    case 'guide':
      return 1;
  }
}

/** The layers of one network that an objective reads, each once. */
interface NetworkLayers {
  readonly network: Network;
  readonly layers: readonly string[];
}

/** Which layers of which networks the objective needs. Networks with equal hashes are one. */
export function layersOf({ terms }: Objective): readonly NetworkLayers[] {
  const ofNetworks = terms.filter(onLayer);
  const networks = new Map(ofNetworks.map(({ network }) => [network.hash, network]));
  return [...networks.values()].map((network) => {
    const own = ofNetworks.filter((term) => term.network.hash === network.hash);
    return { network, layers: [...new Set(own.map(({ layer }) => layer))] };
  });
}

function onLayer(term: Term): term is NetworkTerm {
  return term.kind !== 'total-variation' && term.kind !== 'start-distance';
}

function product(a: Mask, b: Mask): Mask {
  const size: Size = {
    width: Math.max(a.width, b.width),
    height: Math.max(a.height, b.height),
  };
  const factors = resizeMask(b, size).data;
  const data = resizeMask(a, size).data.map((value, i) => value * (factors[i] as number));
  return { ...size, data };
}
