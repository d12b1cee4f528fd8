import styles from './FeaturePicture.module.css';
import type { FeaturePlace } from './layer-pictures.ts';

/** What one channel responds to, cut from the network's sprite. Says nothing: its row does. */
export function FeaturePicture({ pictures, row, column }: FeaturePlace) {
  const { sprite, columns, layers } = pictures;
  const last = { column: columns - 1, row: Object.keys(layers).length - 1 };
  return (
    <span
      aria-hidden="true"
      className={styles.picture}
      style={{
        backgroundImage: `url("${sprite}")`,
        backgroundSize: `${columns * 100}% auto`,
        backgroundPosition: `${(100 * column) / last.column}% ${(100 * row) / last.row}%`,
      }}
    />
  );
}
