import { useRun } from '../run/run-store.ts';
import styles from './RunControls.module.css';

/** Progress of the whole run, on the lower edge of the top bar. */
export function RunLine() {
  const fraction = useRun(({ current }) => current?.fraction);
  if (fraction === undefined) return null;
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-label="Progress of the run"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(fraction * 100)}
    >
      <span className={styles.done} style={{ scale: `${fraction} 1` }} />
    </div>
  );
}
