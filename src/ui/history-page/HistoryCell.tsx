import { Check, Star, Trash2 } from 'lucide-react';
import { type MouseEvent, memo, useEffect, useState } from 'react';
import { IconButton } from '../controls/Button.tsx';
import type { HistoryEntry } from '../history/history-entry.ts';
import { readThumbnail } from '../history/history-storage.ts';
import { classNames } from '../kit/class-names.ts';
import { shownTime } from '../kit/durations.ts';
import { clockTime, entryDetail, entryLabel, entryTitle } from './entry-words.ts';
import styles from './HistoryCell.module.css';
import { deleteEntries, shownEntries, toggleStars, viewEntry } from './page-actions.ts';
import { selectOnly, selectUpTo, toggleSelected } from './page-store.ts';

export interface HistoryCellProps {
  readonly entry: HistoryEntry;
  readonly width: number;
  readonly pictureHeight: number;
  readonly selected: boolean;
  /** Tab leads to it; arrow keys lead on. */
  readonly current: boolean;
}

/** A picture of the history with its words; what can be done with it shows when it is pointed at. */
export const HistoryCell = memo(function HistoryCell({
  entry,
  width,
  pictureHeight,
  selected,
  current,
}: HistoryCellProps) {
  const { id, made, ms } = entry;
  return (
    <li className={styles.cell} style={{ width }}>
      <button
        type="button"
        tabIndex={current ? 0 : -1}
        aria-pressed={selected}
        aria-label={entryLabel(entry)}
        className={classNames(styles.picture, selected && styles.selected)}
        style={{ height: pictureHeight }}
        data-entry={id}
        onClick={(event) => choose(event, id)}
        onDoubleClick={() => viewEntry(id)}
      >
        <HistoryThumb id={id} />
      </button>
      <CellButtons entry={entry} selected={selected} />
      <div className={styles.words} aria-hidden="true">
        <span className={styles.title}>{entryTitle(entry)}</span>
        <span className={styles.meta}>{clockTime(made)}</span>
        <span className={styles.detail} title={entryDetail(entry)}>
          {entryDetail(entry)}
        </span>
        <span className={styles.meta}>{shownTime(ms)}</span>
      </div>
    </li>
  );
});

/** Over the picture while it is pointed at. Keys do the same, so Tab passes them by. */
function CellButtons({ entry, selected }: Pick<HistoryCellProps, 'entry' | 'selected'>) {
  const title = entryTitle(entry);
  return (
    <>
      <IconButton
        small
        label={selected ? `Deselect ${title}` : `Select ${title}`}
        icon={Check}
        tabIndex={-1}
        aria-pressed={selected}
        className={classNames(styles.over, styles.check)}
        onClick={() => toggleSelected(entry.id)}
      />
      <div className={styles.corner}>
        <IconButton
          small
          label={`Delete ${title}`}
          icon={Trash2}
          tabIndex={-1}
          className={styles.over}
          onClick={() => deleteEntries([entry])}
        />
        <IconButton
          small
          label={entry.starred ? `Remove the star from ${title}` : `Star ${title}`}
          icon={Star}
          tabIndex={-1}
          aria-pressed={entry.starred}
          className={classNames(styles.over, styles.star)}
          onClick={() => toggleStars([entry])}
        />
      </div>
    </>
  );
}

/** A press chooses; with Ctrl it adds or takes away, with Shift it chooses all up to here. */
function choose(event: MouseEvent, id: string): void {
  // Enter and Space are no presses of the mouse.
  if (event.detail === 0) return;
  if (event.shiftKey) {
    selectUpTo(
      id,
      shownEntries().map((entry) => entry.id),
    );
  } else if (event.ctrlKey || event.metaKey) toggleSelected(id);
  else selectOnly(id);
}

/** The small picture of an entry. It is held only as long as it is on the screen. */
function HistoryThumb({ id }: { readonly id: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let gone = false;
    let created: string | undefined;
    void readThumbnail(id).then(
      (blob) => {
        if (gone || !blob) return;
        created = URL.createObjectURL(blob);
        setUrl(created);
      },
      () => {
        // The place stays empty; opening the picture says why.
      },
    );
    return () => {
      gone = true;
      if (created !== undefined) URL.revokeObjectURL(created);
    };
  }, [id]);
  return url === undefined ? null : <img src={url} alt="" decoding="async" draggable={false} />;
}
