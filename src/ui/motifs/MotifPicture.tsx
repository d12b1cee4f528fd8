import type { NamedMotif } from '../../nodes/motifs.ts';
import { SpritePicture } from '../controls/SpritePicture.tsx';
import { placeOfMotif } from './motif-pictures.ts';

/** A motif dreamed from noise and on a photo, side by side. */
export function MotifPicture({ motif }: { readonly motif: NamedMotif }) {
  const place = placeOfMotif(motif);
  return place && <SpritePicture {...place} shape="wide" />;
}
