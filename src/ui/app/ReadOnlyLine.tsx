import { Button } from '../controls/Button.tsx';
import { useDocument } from '../document/document-store.ts';
import { openCopy } from '../files/documents.ts';
import { editHere } from '../storage/autosave.ts';
import styles from './Toast.module.css';

/** Why nothing can be changed here, and the two ways on. */
export function ReadOnlyLine() {
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
