import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, IconButton } from '../controls/Button.tsx';
import { useDocument } from '../document/document-store.ts';
import { openStored } from '../files/documents.ts';
import { shownDate } from '../kit/durations.ts';
import styles from '../session/Modal.module.css';
import { Modal } from '../session/Modal.tsx';
import { closeDialog } from '../session/session-store.ts';
import type { StoredDocument } from '../storage/database.ts';
import {
  deleteStoredDocument,
  listStoredDocuments,
  restoreStoredDocument,
} from '../storage/stored-documents.ts';

interface Deleted {
  readonly document: StoredDocument;
  readonly backups: readonly StoredDocument[];
}

/** The graphs that this browser keeps, the last changed first. */
export function DocumentList() {
  const [stored, setStored] = useState<readonly StoredDocument[]>();
  const [deleted, setDeleted] = useState<Deleted>();
  const open = useDocument((state) => state.id);
  const refresh = async () => setStored(await listStoredDocuments());
  useEffect(() => {
    void listStoredDocuments().then(setStored);
  }, []);
  return (
    <Modal title="Graphs in this browser">
      {deleted && (
        <div className={styles.section} role="status">
          {deleted.document.name} was deleted.{' '}
          <Button
            small
            onClick={() => {
              void restoreStoredDocument(deleted.document, deleted.backups).then(refresh);
              setDeleted(undefined);
            }}
          >
            Put it back
          </Button>
        </div>
      )}
      {stored?.length === 0 && (
        <p className={styles.section}>Graphs are kept here as soon as they are changed.</p>
      )}
      <ul className={styles.list}>
        {stored?.map((entry) => (
          <li key={entry.id} className={styles.row}>
            <button
              type="button"
              className={styles.main}
              onClick={() => {
                closeDialog();
                if (entry.id !== open) void openStored(entry.id);
              }}
            >
              <span className={styles.name}>{entry.name}</span>
              <span className={styles.meta}>
                {entry.id === open ? 'open here' : shownDate(entry.changed)}
              </span>
            </button>
            <IconButton
              small
              label={`Delete ${entry.name}`}
              icon={Trash2}
              disabled={entry.id === open}
              onClick={() => {
                void deleteStoredDocument(entry.id).then((backups) => {
                  setDeleted({ document: entry, backups });
                  return refresh();
                });
              }}
            />
          </li>
        ))}
      </ul>
    </Modal>
  );
}
