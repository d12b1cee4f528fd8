import {
  type AscentOptions,
  ascend,
  classicAscent,
  mergeOctaves,
  type Network,
  type Objective,
  type OctaveOptions,
  type Picture,
  type Session,
  splitOctaves,
} from '../../src/engine/index.ts';
import { difference } from './metrics.ts';

export interface Dream {
  readonly picture: Picture;
  /** Picture minus photo. */
  readonly detail: Picture;
  /** Before the last step of the largest octave. */
  readonly objective: number;
}

/** What a dream is made with, beside what a remedy changes. */
export interface Studio {
  readonly session: Session;
  readonly network: Network;
  readonly photo: Picture;
}

export interface DreamOptions extends Partial<AscentOptions> {
  readonly layers?: readonly string[];
  readonly octaves?: Partial<OctaveOptions>;
  /** Added to the layers' terms. */
  readonly more?: Objective['terms'];
}

/** A dream as the classic preset makes it, but for what is given. */
export async function dream(
  { session, network, photo }: Studio,
  { layers = ['mixed3', 'mixed4'], octaves, more = [], ...options }: DreamOptions,
): Promise<Dream> {
  const split = splitOctaves(photo, {
    count: 4,
    ratio: 1.4,
    smallestSide: 60,
    law: 'round',
    ...octaves,
  });
  if (!split.ok) throw new Error(split.problem.message);
  const terms = layers.map((layer) => ({
    kind: 'layer' as const,
    network,
    layer,
    weight: 1,
    measure: 'mean-square' as const,
    normalise: true,
  }));
  const ascent = ascend(
    session,
    split.value,
    { terms: [...terms, ...more] },
    {
      ...classicAscent,
      ...options,
    },
  );
  let objective = 0;
  for (;;) {
    const { done, value } = await ascent.next();
    if (!done) {
      // What a regulariser takes off does not count: the question is what the layers lose.
      if (value.kind === 'step') {
        objective = value.terms.slice(0, terms.length).reduce((sum, term) => sum + term, 0);
      }
      continue;
    }
    if (!value.ok) throw new Error(value.problem.message);
    const picture = mergeOctaves(value.value.octaves, { strength: 1 });
    return { picture, detail: difference(photo, picture), objective };
  }
}
