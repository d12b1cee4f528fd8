import { ChevronLeft, ChevronRight, Download, FileText, Star, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, IconButton } from '../controls/Button.tsx';
import { Message } from '../controls/Message.tsx';
import type { HistoryEntry } from '../history/history-entry.ts';
import { shownTime } from '../kit/durations.ts';
import type { PictureSource } from '../results/pictures.ts';
import { Modal } from '../session/Modal.tsx';
import { closeDialog } from '../session/session-store.ts';
import viewer from '../viewer/Viewer.module.css';
import { ZoomablePicture } from '../viewer/ZoomablePicture.tsx';
import { clockTime, dayHeading, entryDetail, entryTitle } from './entry-words.ts';
import { downloadPicture } from './export-history.ts';
import { deleteEntries, openAsGraph, toggleStars, viewEntry } from './page-actions.ts';
import { useHistoryPage, useShownEntries } from './page-store.ts';
import { useHistoryPictures } from './use-history-pictures.ts';

/** A picture of the history as large as the window; arrow keys lead to its neighbours. */
export function HistoryViewer({ id }: { readonly id: string }) {
  const entries = useShownEntries();
  const at = entries.findIndex((entry) => entry.id === id);
  const entry = entries[at];
  // It may be deleted here or in another tab.
  useEffect(() => {
    if (!entry) closeDialog();
  }, [entry]);
  return entry ? (
    <EntryViewer entry={entry} before={entries[at - 1]} after={entries[at + 1]} />
  ) : null;
}

/** While the picture is being read. */
const nothing: PictureSource = { get: () => undefined, subscribe: () => () => {} };

interface EntryViewerProps {
  readonly entry: HistoryEntry;
  readonly before: HistoryEntry | undefined;
  readonly after: HistoryEntry | undefined;
}

function EntryViewer(props: EntryViewerProps) {
  const { entry, before, after } = props;
  const { id, width, height, made, ms } = entry;
  const title = entryTitle(entry);
  const { source = nothing, problem } = useHistoryPictures([id]).get(id) ?? {};
  const [now] = useState(Date.now);
  const go = (to: HistoryEntry | undefined) => {
    if (!to) return;
    useHistoryPage.setState({ cursor: to.id });
    viewEntry(to.id);
  };
  const remove = () => {
    deleteEntries([entry]);
    const next = after ?? before;
    if (next) viewEntry(next.id);
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'ArrowLeft') go(before);
      else if (event.key === 'ArrowRight') go(after);
      else if (event.key === 'Delete') remove();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
  const about = [
    entryDetail(entry),
    `${dayHeading(made, now)} ${clockTime(made)}`,
    shownTime(ms),
    `${width} × ${height}`,
  ];
  return (
    <Modal
      wide
      title={title}
      className={viewer.viewer}
      focusAfter={() => document.querySelector<HTMLElement>(`[data-entry="${id}"]`)}
    >
      {problem && <Message text={problem} />}
      <ZoomablePicture
        key={id}
        source={source}
        label={`Picture of ${title}`}
        about={about.filter(Boolean).join(' · ')}
      >
        <EntryButtons {...props} go={go} remove={remove} />
      </ZoomablePicture>
    </Modal>
  );
}

interface EntryButtonsProps extends EntryViewerProps {
  readonly go: (to: HistoryEntry | undefined) => void;
  readonly remove: () => void;
}

/** To the neighbours, and what can be done with this one. */
function EntryButtons({ entry, before, after, go, remove }: EntryButtonsProps) {
  return (
    <>
      <IconButton
        label="Newer picture"
        icon={ChevronLeft}
        disabled={!before}
        onClick={() => go(before)}
      />
      <IconButton
        label="Older picture"
        icon={ChevronRight}
        disabled={!after}
        onClick={() => go(after)}
      />
      <IconButton
        label={entry.starred ? 'Remove the star' : 'Star'}
        icon={Star}
        aria-pressed={entry.starred}
        className={viewer.star}
        onClick={() => toggleStars([entry])}
      />
      <IconButton label="Delete" icon={Trash2} onClick={remove} />
      <Button icon={Download} onClick={() => void downloadPicture(entry)}>
        Download as PNG
      </Button>
      <Button icon={FileText} onClick={() => void openAsGraph(entry)}>
        Open as graph
      </Button>
    </>
  );
}
