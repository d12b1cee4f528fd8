import styles from './Difference.module.css';
import { differenceInWords, scaleInWords } from './difference-words.ts';
import type { ShownDifference } from './use-difference.ts';

/** How much, of what size and where, with the scale of the map. */
export function DifferenceWords({ shown }: { readonly shown: ShownDifference | undefined }) {
  return (
    <section className={styles.words} aria-label="Difference, A to B" aria-live="polite">
      <h3 className={styles.heading}>Difference, A to B</h3>
      {shown ? (
        <>
          <p className={styles.text}>
            {differenceInWords(shown.difference)}
            {shown.resized && ' B was brought to the size of A for this.'}
          </p>
          {shown.difference.most > 0 && (
            <p className={styles.scale}>
              0 <span className={styles.ramp} /> {scaleInWords(shown.difference)}
            </p>
          )}
        </>
      ) : (
        <p className={styles.text}>Comparing…</p>
      )}
    </section>
  );
}
