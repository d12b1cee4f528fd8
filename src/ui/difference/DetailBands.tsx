import styles from './Difference.module.css';
import { bandName, bandSizes, strongBands } from './difference-words.ts';
import type { ShownDifference } from './use-difference.ts';

/** How the difference is spread over sizes of detail, fine to coarse. */
export function DetailBands({ difference }: Pick<ShownDifference, 'difference'>) {
  const { bands } = difference;
  const strong = strongBands(difference);
  const largest = Math.max(...bands, 1e-9);
  const described = bandSizes
    .map((_, band) => `${bandName(band)} px: ${Math.round((bands[band] ?? 0) * 100)} %`)
    .join(', ');
  return (
    <section className={styles.bands} aria-label="Difference by size of detail">
      <h3 className={styles.label}>By size of detail</h3>
      <div className={styles.bars} role="img" aria-label={described}>
        {bandSizes.map((size, band) => (
          <div key={size} className={styles.band} data-strong={strong.includes(band)}>
            <span
              className={styles.bar}
              style={{ height: `${((bands[band] ?? 0) / largest) * 100}%` }}
            />
            <span>{bandName(band)}</span>
          </div>
        ))}
      </div>
      <p className={styles.label}>pixels, fine to coarse</p>
    </section>
  );
}
