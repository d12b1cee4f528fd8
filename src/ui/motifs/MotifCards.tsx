import type { NamedMotif } from '../../nodes/motifs.ts';
import { SpritePicture } from '../glyphs/SpritePicture.tsx';
import styles from './MotifPicker.module.css';
import { placeOfMotif, sleepyOf } from './motif-pictures.ts';

export interface MotifCardsProps {
  readonly label: string;
  readonly motifs: readonly NamedMotif[];
  readonly isChosen: (motif: NamedMotif) => boolean;
  readonly onToggle: (motif: NamedMotif) => void;
}

export function MotifCards({ label, motifs, isChosen, onToggle }: MotifCardsProps) {
  return (
    <fieldset className={styles.grid} aria-label={label}>
      {motifs.map((motif) => (
        <button
          key={motif.name}
          type="button"
          className={styles.card}
          aria-pressed={isChosen(motif)}
          title={[motif.title, ...motif.words].join(', ')}
          onClick={() => onToggle(motif)}
        >
          <MotifPicture motif={motif} />
          <span className={styles.name}>{motif.title}</span>
          {isSleepy(motif) && <span className={styles.meta}>hardly responds to photos</span>}
        </button>
      ))}
    </fieldset>
  );
}

function isSleepy({ network, layer, channels }: NamedMotif): boolean {
  return sleepyOf(network, layer, channels).length === channels.length;
}

/** A motif dreamed from noise and on a photo, side by side. */
export function MotifPicture({ motif }: { readonly motif: NamedMotif }) {
  const place = placeOfMotif(motif);
  return place && <SpritePicture {...place} shape="wide" />;
}
