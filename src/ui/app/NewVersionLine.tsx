import { Button } from '../controls/Button.tsx';
import styles from './NoticeLine.module.css';
import { takeNewVersion, useNewVersion } from './offline.ts';

/** The app is newer on its server than in this browser. */
export function NewVersionLine() {
  const waiting = useNewVersion((state) => state.waiting);
  if (!waiting) return null;
  return (
    <div role="status" className={styles.band}>
      <span>A newer version of Dreamgraph is ready. Your graph is kept.</span>
      <Button small onClick={takeNewVersion}>
        Reload with it
      </Button>
    </div>
  );
}
