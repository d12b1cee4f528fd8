import type { NamedMotif } from '../../nodes/motifs.ts';
import styles from './MotifPicture.module.css';
import { placeOfMotif } from './motif-pictures.ts';

/** A motif dreamed from noise and on a photo, side by side. Says nothing: its card does. */
export function MotifPicture({ motif }: { readonly motif: NamedMotif }) {
  const place = placeOfMotif(motif);
  if (!place) return null;
  const { sprite, row, rows } = place;
  return (
    <span
      aria-hidden="true"
      className={styles.picture}
      style={{
        backgroundImage: `url("${sprite}")`,
        backgroundSize: '100% auto',
        backgroundPosition: `0 ${rows > 1 ? (100 * row) / (rows - 1) : 0}%`,
      }}
    />
  );
}
