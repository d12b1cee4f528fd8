import { Archive, Columns2, Eye, FileText, LayoutGrid, Star, Trash2 } from 'lucide-react';
import { count } from '../../graph/document/names.ts';
import { Button } from '../controls/Button.tsx';
import type { HistoryEntry } from '../history/history-entry.ts';
import { undoDelete, useHistory } from '../history/history-store.ts';
import { entryTitle } from './entry-words.ts';
import { downloadSheet, downloadZip } from './export-history.ts';
import styles from './HistoryPage.module.css';
import {
  canCompare,
  compareEntries,
  deleteEntries,
  openAsGraph,
  toggleStars,
  viewEntry,
} from './page-actions.ts';

const hint = 'Space chooses, Enter shows, C compares, S stars, Delete deletes.';

/** What can be done with what is chosen, and a way back from what was deleted. */
export function HistoryBar({ selected }: { readonly selected: readonly HistoryEntry[] }) {
  const deleted = useHistory((state) => state.deleted);
  const [first, second] = selected;
  return (
    <footer className={styles.bar}>
      <span role="status" className={styles.notice}>
        {deleted?.text}
      </span>
      {deleted && (
        <Button small onClick={() => void undoDelete()}>
          Put back
        </Button>
      )}
      {!deleted && !first && <span className={styles.hint}>{hint}</span>}
      <span className={styles.space} />
      {first && (
        <>
          <strong className={styles.chosen}>
            {second ? count(selected.length, 'picture') : entryTitle(first)}
          </strong>
          {!second && (
            <>
              <Button look="quiet" icon={Eye} onClick={() => viewEntry(first.id)}>
                View
              </Button>
              <Button look="quiet" icon={FileText} onClick={() => void openAsGraph(first)}>
                Open as graph
              </Button>
            </>
          )}
          {second && (
            <Button
              look="quiet"
              icon={Columns2}
              title={canCompare(selected) ? 'Compare (C)' : 'Choose two to four to compare them'}
              disabled={!canCompare(selected)}
              onClick={() => compareEntries(selected)}
            >
              Compare
            </Button>
          )}
          <Button look="quiet" icon={Star} onClick={() => toggleStars(selected)}>
            {selected.every(({ starred }) => starred) ? 'Remove the star' : 'Star'}
          </Button>
          <Button look="quiet" icon={LayoutGrid} onClick={() => void downloadSheet(selected)}>
            Contact sheet
          </Button>
          <Button look="quiet" icon={Archive} onClick={() => void downloadZip(selected)}>
            Download as zip
          </Button>
          <Button look="quiet" icon={Trash2} onClick={() => deleteEntries(selected)}>
            Delete
          </Button>
        </>
      )}
    </footer>
  );
}
