import {
  type AscentOptions,
  ascend,
  classicAscent,
  layerActivations,
  mergeOctaves,
  type Network,
  type Objective,
  type OctaveOptions,
  type Picture,
  type Session,
  splitOctaves,
} from '../../src/engine/index.ts';
import { difference, meanSquare, shifted } from './metrics.ts';

export interface Dream {
  readonly picture: Picture;
  /** Picture minus photo. */
  readonly detail: Picture;
  /** What the layers answer to the picture, as a multiple of what they answer to the photo. */
  readonly objective: number;
  /** The same with the picture where the steps without jitter saw it. */
  readonly objectiveInPlace: number;
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
  /** How much of the detail is added to the photo; 1 by default. */
  readonly strength?: number;
}

/** A dream of whole layers with the defaults of the engine, but for what is given. */
export async function dream(
  { session, network, photo }: Studio,
  { layers = ['mixed3', 'mixed4'], octaves, more = [], strength = 1, ...options }: DreamOptions,
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
  for (;;) {
    const { done, value } = await ascent.next();
    if (!done) continue;
    if (!value.ok) throw new Error(value.problem.message);
    const picture = mergeOctaves(value.value.octaves, { strength });
    const answer = async (places: readonly Place[]) => {
      const now = await answersOf(session, network, layers, picture, places);
      const before = await answersOf(session, network, layers, photo, places);
      return now.reduce((sum, value, at) => sum + value / (before[at] as number), 0) / now.length;
    };
    const [objective, objectiveInPlace] = [await answer(elsewhere), await answer([[0, 0]])];
    return { picture, detail: difference(photo, picture), objective, objectiveInPlace };
  }
}

/** How far a picture is shifted before the network looks at it. */
type Place = readonly [number, number];

/**
 * A dream made without jitter fits the one place of the network's grid that it was made at, and looks
 * strong only there: so the objective is the mean over four other places, the same for every dream.
 */
const elsewhere: readonly Place[] = [
  [3, 13],
  [6, 10],
  [10, 6],
  [13, 3],
];

/** Mean square of each layer's activations. */
async function answersOf(
  session: Session,
  network: Network,
  layers: readonly string[],
  picture: Picture,
  places: readonly Place[],
): Promise<readonly number[]> {
  const answers: number[] = [];
  for (const layer of layers) {
    let sum = 0;
    for (const place of places) {
      const response = await layerActivations(session, network, layer, shifted(picture, place));
      if (!response.ok) throw new Error(response.problem.message);
      sum += meanSquare(response.value.data);
    }
    answers.push(sum / places.length);
  }
  return answers;
}
