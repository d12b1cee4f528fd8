import { blend, type Mask, type Picture } from '../../engine/index.ts';

/** The changed picture where the mask is 1, the old one where it is 0. Same size. */
export function within(mask: Mask | undefined, before: Picture, after: Picture): Picture {
  return mask ? blend(before, after, { mode: 'normal', amount: 1, mask }) : after;
}
