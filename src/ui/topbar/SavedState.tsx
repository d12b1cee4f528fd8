import { type SaveState, useDocument } from '../document/document-store.ts';
import { openDialog } from '../session/session-store.ts';
import styles from './TopBar.module.css';

const words: Readonly<Record<SaveState, string>> = {
  saved: 'Saved',
  saving: 'Saving…',
  unsaved: 'Not saved yet',
  failed: 'Not saved',
  'read-only': 'Read-only',
};

const help: Readonly<Record<SaveState, string>> = {
  saved: 'Saved in this browser',
  saving: 'Saving in this browser',
  unsaved: 'Will be saved in this browser in a moment',
  failed: 'This browser has no space left. Save to a file.',
  'read-only': 'This graph is open in another tab',
};

export function SavedState() {
  const saved = useDocument((state) => state.saved);
  return (
    <button
      type="button"
      className={styles.saved}
      title={`${help[saved]}\nClick for earlier versions`}
      aria-label={`${words[saved]}. Earlier versions`}
      onClick={() => openDialog({ kind: 'versions' })}
    >
      {words[saved]}
    </button>
  );
}
