import type { Mask, Network, Objective, Octaves, Picture } from '../../engine/index.ts';

/** What flows for each kind of port. All of it is plain data that outlives the run that made it. */
export interface Values {
  readonly image: Picture;
  readonly octaves: Octaves;
  readonly objective: Objective;
  readonly network: Network;
  readonly mask: Mask;
  readonly number: number;
  /** A whole number from 0 to `maxSeed`. */
  readonly seed: number;
}
