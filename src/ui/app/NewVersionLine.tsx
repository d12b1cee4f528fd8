import { Button } from '../controls/Button.tsx';
import { takeNewVersion, useNewVersion } from './offline.ts';
import styles from './Toast.module.css';

/** The app is newer on its server than in this browser. */
export function NewVersionLine() {
  const { waiting, taken } = useNewVersion();
  if (!waiting && !taken) return null;
  return (
    <div role="status" className={styles.band}>
      <span>
        {taken
          ? 'Dreamgraph is newer now. Reload when the run is over; until then this tab goes on as it is.'
          : 'A newer version of Dreamgraph is ready. Your graph is kept.'}
      </span>
      <Button small onClick={takeNewVersion}>
        {taken ? 'Reload' : 'Reload with it'}
      </Button>
    </div>
  );
}
