import { ChevronDown } from 'lucide-react';
import { count } from '../../graph/names.ts';
import { Button } from '../controls/Button.tsx';
import { Menu, MenuChoice } from '../controls/Menu.tsx';
import { bytesOf } from '../history/eviction.ts';
import type { HistoryEntry } from '../history/history-entry.ts';
import { historyLimits, useHistoryLimit } from '../history/history-limit.ts';
import { setHistoryLimit } from '../history/history-store.ts';
import { shownBytes } from '../kit/durations.ts';
import styles from './HistoryPage.module.css';

/** How much there is, and how much there may be. */
export function StorageLine({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const limit = useHistoryLimit((state) => state.limit);
  return (
    <span className={styles.storage}>
      {count(entries.length, 'picture')}, {shownBytes(bytesOf(entries))} of
      <Menu
        trigger={
          <Button small look="quiet" aria-label={`Room for the history: ${shownBytes(limit)}`}>
            {shownBytes(limit)}
            <ChevronDown size={12} aria-hidden="true" />
          </Button>
        }
      >
        <MenuChoice
          label="Room for the history"
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
