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
  const remove = async (document: StoredDocument) => {
    const backups = await deleteStoredDocument(document.id);
    setDeleted({ document, backups });
    await refresh();
  };
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
        <p className={styles.section}>A graph appears here as soon as you change it.</p>
      )}
      <ul className={styles.list}>
        {stored?.map((entry) => (
          <DocumentRow
            key={entry.id}
            entry={entry}
            open={entry.id === open}
            onDelete={() => void remove(entry)}
          />
        ))}
      </ul>
    </Modal>
  );
}

interface DocumentRowProps {
  readonly entry: StoredDocument;
  /** It is the one that this tab shows. */
  readonly open: boolean;
  readonly onDelete: () => void;
}

function DocumentRow({ entry, open, onDelete }: DocumentRowProps) {
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={styles.main}
        onClick={() => {
          closeDialog();
          if (!open) void openStored(entry.id);
        }}
      >
        <span className={styles.name}>{entry.name}</span>
        <span className={styles.meta}>{open ? 'open here' : shownDate(entry.changed)}</span>
      </button>
      <IconButton
        small
        label={`Delete ${entry.name}`}
        icon={Trash2}
        disabled={open}
        onClick={onDelete}
      />
    </li>
  );
}
