import { Copy, RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Document } from '../../graph/document/document.ts';
import { count } from '../../graph/document/names.ts';
import { parseDocument } from '../../graph/file/parse.ts';
import { catalog } from '../../nodes/catalog.ts';
import { Button } from '../controls/Button.tsx';
import { useDocument } from '../document/document-store.ts';
import { perform } from '../document/edits.ts';
import { showDocument } from '../files/documents.ts';
import { versionSummary } from '../files/version-summary.ts';
import { shownDate } from '../kit/durations.ts';
import { GraphSketch } from '../presets/GraphSketch.tsx';
import styles from '../session/Modal.module.css';
import { Modal } from '../session/Modal.tsx';
import { closeDialog, notify, select } from '../session/session-store.ts';
import { saveNow } from '../storage/autosave.ts';
import { listBackups, saveBackup } from '../storage/backups.ts';

interface Version {
  readonly revision: number;
  readonly changed: number;
  readonly document: Document;
}

/** Earlier states of the graph that is open, to look at and to go back to. */
export function VersionList() {
  const id = useDocument((state) => state.id);
  const now = useDocument((state) => state.document);
  const readOnly = useDocument((state) => state.saved === 'read-only');
  const [versions, setVersions] = useState<readonly Version[]>();
  useEffect(() => {
    void readVersions(id).then(setVersions);
  }, [id]);
  return (
    <Modal
      title="Earlier versions"
      description={`Earlier versions of ${now.name}. Going back can be undone, and the current version is kept as well.`}
    >
      {versions?.length === 0 && (
        <p className={styles.section}>
          None yet. A version is saved from time to time as you work.
        </p>
      )}
      <ul className={styles.list}>
        {versions?.map((version) => (
          <li key={version.revision} className={styles.row}>
            <GraphSketch document={version.document} />
            <span className={styles.words}>
              <span className={styles.name}>{shownDate(version.changed)}</span>
              <span className={styles.meta}>
                {count(version.document.nodes.length, 'node')} ·{' '}
                {versionSummary(version.document, now)}
              </span>
            </span>
            <Button
              small
              icon={RotateCcw}
              disabled={readOnly}
              aria-label={`Go back to ${shownDate(version.changed)}`}
              onClick={() => void goBack(id, version)}
            >
              Go back
            </Button>
            <Button
              small
              icon={Copy}
              aria-label={`Open ${shownDate(version.changed)} as a copy`}
              onClick={() => {
                closeDialog();
                const { document } = version;
                void showDocument({ ...document, name: `${document.name} copy` }, true);
              }}
            >
              Copy
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

/** What cannot be read any more is left out. */
async function readVersions(id: string): Promise<readonly Version[]> {
  return (await listBackups(id)).flatMap(({ revision, changed, document }) => {
    const parsed = parseDocument(document, catalog);
    return parsed.ok ? { revision, changed, document: parsed.value.document } : [];
  });
}

/** One step of history; and since history does not outlive the page, today's state is kept too. */
async function goBack(id: string, { changed, document }: Version): Promise<void> {
  closeDialog();
  await saveNow();
  await saveBackup(id).catch(() => {});
  select([]);
  perform({
    type: 'replace-document',
    document,
    label: `Go back to ${shownDate(changed)}`,
  });
  notify(`This is the graph as of ${shownDate(changed)}. Undo returns to the later version.`);
}
