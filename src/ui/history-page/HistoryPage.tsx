import { ChevronDown, Search, Star } from 'lucide-react';
import { useEffect } from 'react';
import { count } from '../../graph/document/names.ts';
import { Button } from '../controls/Button.tsx';
import { Menu, MenuChoice } from '../controls/Menu.tsx';
import { Message } from '../controls/Message.tsx';
import { bytesOf } from '../history/eviction.ts';
import type { HistoryEntry } from '../history/history-entry.ts';
import {
  historyLimits,
  openHistory,
  setHistoryLimit,
  undoDelete,
  useHistory,
  useHistoryLimit,
} from '../history/history-store.ts';
import { shownBytes } from '../kit/durations.ts';
import { matches } from '../kit/keys.ts';
import { HistoryBar } from './HistoryBar.tsx';
import { HistoryComparison } from './HistoryComparison.tsx';
import { HistoryGrid } from './HistoryGrid.tsx';
import styles from './HistoryPage.module.css';
import {
  clearSelection,
  useComparedEntries,
  useHistoryPage,
  useSelectedEntries,
  useShownEntries,
} from './page-store.ts';

/** Every picture that was made in this browser, until the person deletes it or the room runs out. */
export function HistoryPage() {
  const compared = useComparedEntries();
  const comparing = compared.length > 1;
  return (
    <>
      {/* The list stays as it is while some of it is compared. */}
      <HistoryList behind={comparing} />
      {comparing && <HistoryComparison entries={compared} />}
    </>
  );
}

function HistoryList({ behind }: { readonly behind: boolean }) {
  useEffect(() => void openHistory(), []);
  const entries = useHistory((state) => state.entries);
  const problem = useHistory((state) => state.problem);
  const { text, starred } = useHistoryPage();
  const shown = useShownEntries();
  const selected = useSelectedEntries();
  return (
    <main
      className={styles.page}
      aria-label="History"
      data-page
      data-behind={behind}
      inert={behind}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && selected.length > 0) clearSelection();
        else if (matches(event.nativeEvent, 'Mod+Z') && useHistory.getState().deleted)
          void undoDelete();
        else return;
        event.preventDefault();
      }}
    >
      <header className={styles.head}>
        <h1 className={styles.title}>History</h1>
        {entries && entries.length > 0 && <StorageLine entries={entries} shown={shown.length} />}
        <span className={styles.space} />
        <Button
          look="quiet"
          icon={Star}
          aria-pressed={starred}
          onClick={() => useHistoryPage.setState({ starred: !starred })}
        >
          Starred
        </Button>
        <label className={styles.search}>
          <Search size={14} strokeWidth={1.75} aria-hidden="true" />
          <input
            type="search"
            aria-label="Search the history"
            placeholder="Name, photo, layer, strength, day"
            value={text}
            onChange={(event) => useHistoryPage.setState({ text: event.target.value })}
          />
        </label>
      </header>
      {problem && <Message text={problem} />}
      {entries && shown.length === 0 && (
        <p className={styles.empty}>{emptyWords(entries.length, text, starred)}</p>
      )}
      {shown.length > 0 && <HistoryGrid entries={shown} />}
      {entries && entries.length > 0 && <HistoryBar selected={selected} />}
    </main>
  );
}

function emptyWords(total: number, text: string, starred: boolean): string {
  if (total === 0) return 'Pictures of finished runs appear here.';
  if (text.trim() === '') return 'No picture has a star. Press S on one to give it one.';
  return `No ${starred ? 'starred ' : ''}picture matches “${text.trim()}”.`;
}

interface StorageLineProps {
  readonly entries: readonly HistoryEntry[];
  /** How many of them the filter lets through. */
  readonly shown: number;
}

/** How much there is, and how much there may be. */
function StorageLine({ entries, shown }: StorageLineProps) {
  const limit = useHistoryLimit((state) => state.limit);
  return (
    <span className={styles.storage}>
      <span role="status">
        {shown < entries.length && `${shown} of `}
        {count(entries.length, 'picture')},
      </span>
      {shownBytes(bytesOf(entries))} of
      <Menu
        trigger={
          <Button small look="quiet" aria-label={`Space for the history: ${shownBytes(limit)}`}>
            {shownBytes(limit)}
            <ChevronDown size={12} aria-hidden="true" />
          </Button>
        }
      >
        <MenuChoice
          label="Space for the history"
          value={String(limit)}
          options={historyLimits.map((bytes) => ({
            value: String(bytes),
            label: shownBytes(bytes),
          }))}
          onChange={(value) => void setHistoryLimit(Number(value))}
        />
      </Menu>
      kept in this browser
    </span>
  );
}
