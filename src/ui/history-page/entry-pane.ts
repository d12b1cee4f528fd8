import type { HistoryEntry } from '../history/history-entry.ts';
import { shownTime } from '../kit/durations.ts';
import type { Pane } from '../panes/pane.ts';
import { documentValues, factsInWords } from '../panes/pane.ts';
import type { FooterText } from '../run/node-status.ts';
import { clockTime, dayHeading, entryTitle } from './entry-words.ts';
import { openAsGraph } from './page-actions.ts';
import type { HistoryImage } from './use-history-pictures.ts';

/** A picture of the history as one that is compared; what it knows of itself is its caption. */
export function entryPane(
  entry: HistoryEntry,
  loaded: HistoryImage | undefined,
  place: number,
  now = Date.now(),
): Pane {
  const { id, made, ms, objective, seeds } = entry;
  return {
    id,
    number: place + 1,
    title: entryTitle(entry),
    source: loaded?.source,
    footer: footerOf(loaded, ms),
    values: loaded?.graph ? documentValues(loaded.graph) : [],
    facts: [
      `${dayHeading(made, now)} ${clockTime(made)}`,
      ...factsInWords({ ms, objective, seeds, size: entry }),
    ],
    graph: loaded?.graph,
    profile: entry.profile,
    action: { label: 'Open as graph', run: () => void openAsGraph(entry) },
  };
}

function footerOf(loaded: HistoryImage | undefined, ms: number): FooterText {
  if (loaded?.problem !== undefined) return { status: 'error', text: loaded.problem };
  if (!loaded) return { status: 'idle', text: 'Opening' };
  return { status: 'cached', text: 'Done', time: shownTime(ms) };
}
