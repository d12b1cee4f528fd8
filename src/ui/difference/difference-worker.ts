import { expose, transfer } from 'comlink';
import { type Difference, differenceOf, type Rgba } from './difference.ts';
import { coloured, type Stops } from './ramp.ts';

export interface Compared {
  readonly difference: Omit<Difference, 'map'>;
  /** The map in the colours of the ramp. */
  readonly picture: Rgba;
}

/** Compares pictures away from the page: two megapixels take longer than a frame. */
const api = {
  compare(a: Rgba, b: Rgba, stops: Stops): Compared {
    const { map, ...difference } = differenceOf(a, b);
    const picture = coloured({ map, ...difference }, stops);
    return transfer({ difference, picture }, [picture.data.buffer]);
  },
};

export type DifferenceApi = typeof api;

expose(api);
