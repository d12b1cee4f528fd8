import { useEffect, useLayoutEffect, useRef } from 'react';
import { seriesOf } from '../../graph/document/series.ts';
import { CompareView } from '../compare/CompareView.tsx';
import type { HistoryEntry } from '../history/history-entry.ts';
import { useCompare } from '../panes/compare-store.ts';
import { entryPane } from './entry-pane.ts';
import { endComparison } from './page-actions.ts';
import { useHistoryPage } from './page-store.ts';
import { useHistoryPictures } from './use-history-pictures.ts';

/** Pictures of the history beside or over each other. The list waits behind. */
export function HistoryComparison({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const loaded = useHistoryPictures(entries.map(({ id }) => id));
  const panes = entries.map((entry, place) => entryPane(entry, loaded.get(entry.id), place));
  const [first, ...others] = panes.flatMap(({ title, graph }) =>
    graph ? { name: title, document: graph } : [],
  );
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(borrowComparison, []);
  // Coming from the list and going back to it, the focus goes along.
  useEffect(() => {
    if (isFocusLost()) root.current?.querySelector('main')?.focus();
    return () => {
      const { cursor } = useHistoryPage.getState();
      const cell = document.querySelector<HTMLElement>(`[data-entry="${cursor}"]`);
      if (isFocusLost()) cell?.focus();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key for all that is in it
    <div
      ref={root}
      data-page
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        endComparison();
      }}
    >
      <CompareView
        panes={panes}
        title="History"
        back={{ label: 'Back to History', run: endComparison }}
        document={first && seriesOf(first, others)}
        empty=""
      />
    </div>
  );
}

/** Variants are compared in a way of their own, which is back when these pictures are left. */
function borrowComparison(): () => void {
  const before = useCompare.getState();
  useCompare.setState(useHistoryPage.getState().comparison);
  return () => {
    useHistoryPage.setState({ comparison: useCompare.getState() });
    useCompare.setState(before);
  };
}

/** It was on something that is gone, or hidden behind. */
function isFocusLost(): boolean {
  const focused = document.activeElement;
  return !focused || focused === document.body || focused.closest('[inert]') !== null;
}
