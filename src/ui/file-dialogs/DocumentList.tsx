import { Trash2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { parseDocument } from '../../graph/file/parse.ts';
import { catalog } from '../../nodes/catalog.ts';
import { Button, IconButton } from '../controls/Button.tsx';
import { useDocument } from '../document/document-store.ts';
import { openStored } from '../files/documents.ts';
import { shownDate } from '../kit/durations.ts';
import { GraphSketch } from '../presets/GraphSketch.tsx';
import styles from '../session/Modal.module.css';
import { Modal } from '../session/Modal.tsx';
import { closeDialog } from '../session/session-store.ts';
import type { StoredDocument } from '../storage/database.ts';
import {
  deleteStoredDocument,
  listStoredDocuments,
  restoreStoredDocument,
} from '../storage/stored-documents.ts';
import { listThumbnails } from '../storage/thumbnails.ts';
import own from './DocumentList.module.css';

interface Deleted {
  readonly document: StoredDocument;
  readonly backups: readonly StoredDocument[];
}

/** The graphs that this browser keeps, the last changed first, each with its last picture. */
export function DocumentList() {
  const [stored, setStored] = useState<readonly StoredDocument[]>();
  const [deleted, setDeleted] = useState<Deleted>();
  const open = useDocument((state) => state.id);
  const thumbnails = useThumbnails(stored);
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
        <p className={styles.section}>A graph appears here as soon as you change it or run it.</p>
      )}
      <ul className={styles.list}>
        {stored?.map((entry) => (
          <DocumentRow
            key={entry.id}
            entry={entry}
            open={entry.id === open}
            thumbnail={thumbnails.get(entry.id)}
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
  /** The address of its last picture. */
  readonly thumbnail: string | undefined;
  readonly onDelete: () => void;
}

function DocumentRow({ entry, open, thumbnail, onDelete }: DocumentRowProps) {
  return (
    <li className={styles.row}>
      <span className={own.picture}>
        {thumbnail ? <img src={thumbnail} alt="" /> : <Sketch entry={entry} />}
      </span>
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

/** Of a graph that has made no picture yet. */
function Sketch({ entry }: { readonly entry: StoredDocument }) {
  const parsed = useMemo(() => parseDocument(entry.document, catalog), [entry]);
  return parsed.ok ? <GraphSketch document={parsed.value.document} /> : null;
}

/** Addresses of the last pictures, while the list is shown. */
function useThumbnails(stored: readonly StoredDocument[] | undefined): ReadonlyMap<string, string> {
  const [shown, setShown] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    // Once: what is deleted meanwhile may be put back.
    if (!stored || shown.size > 0) return;
    void listThumbnails(stored.map(({ id }) => id)).then((found) => {
      if (found.size === 0) return;
      setShown(new Map([...found].map(([id, blob]) => [id, URL.createObjectURL(blob)])));
    });
  }, [stored, shown]);
  useEffect(
    () => () => {
      for (const url of shown.values()) URL.revokeObjectURL(url);
    },
    [shown],
  );
  return shown;
}
