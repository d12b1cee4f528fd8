import inception from './vocabulary/inception-v3.json' with { type: 'json' };

/** Channels of a network that dream of one thing, under its name. */
export interface Motif {
  /** How the command line names it; unique over all networks. */
  readonly name: string;
  /** Shown to people. */
  readonly title: string;
  /** Other words under which people search for it. */
  readonly words: readonly string[];
  readonly layer: string;
  readonly channels: readonly number[];
  /** What suits it: parameters of Layer Objective and Gradient Ascent. */
  readonly recipe: {
    readonly step: number;
    readonly measure: string;
    readonly colour: number;
  };
}

/** What the channels of an embedded network dream of. */
export interface Vocabulary {
  readonly network: string;
  /** Layer -> channels that objectives on the whole layer leave out unless told otherwise. */
  readonly avoid: ChannelsByLayer;
  readonly motifs: readonly Motif[];
}

export type ChannelsByLayer = Readonly<Record<string, readonly number[]>>;

export const vocabularies: readonly Vocabulary[] = [inception];

/** Of an embedded network; empty where it has none. */
export function avoidedChannels(network: string): ChannelsByLayer {
  return vocabularies.find((vocabulary) => vocabulary.network === network)?.avoid ?? {};
}
