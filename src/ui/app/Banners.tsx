import { Button } from '../controls/Button.tsx';
import { useDocument } from '../document/document-store.ts';
import { openCopy } from '../files/documents.ts';
import { editHere } from '../storage/autosave.ts';
import styles from './Banners.module.css';
import { takeNewVersion, useNewVersion } from './offline.ts';

/** Why nothing can be changed here, and the two ways on. */
export function ReadOnlyBanner() {
  const saved = useDocument((state) => state.saved);
  const name = useDocument(({ document }) => document.name);
  if (saved !== 'read-only') return null;
  return (
    <div role="status" className={styles.band}>
      <span>This tab is read-only: {name} is open in another tab.</span>
      <Button small onClick={() => void editHere()}>
        Edit here instead
      </Button>
      <Button small onClick={() => void openCopy()}>
        Open a copy
      </Button>
    </div>
  );
}

/** The app is newer on its server than in this browser. */
export function NewVersionBanner() {
  const { waiting, taken } = useNewVersion();
  if (!waiting && !taken) return null;
  return (
    <div role="status" className={styles.band}>
      <span>
        {taken
          ? 'A newer version of Dreamgraph is active. Reload this tab when the run has finished.'
          : 'A newer version of Dreamgraph is ready. Your graph is saved.'}
      </span>
      <Button small onClick={takeNewVersion}>
        Reload
      </Button>
    </div>
  );
}
