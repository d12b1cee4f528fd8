import { count } from '../../graph/names.ts';
import type { Sheet, SheetLine } from '../../runtime/client.ts';
import type { HistoryEntry } from '../history/history-entry.ts';
import { shownTime } from '../kit/durations.ts';
import { dayHeading } from './days.ts';

/** What a contact sheet of some entries says. */
export function historySheet(entries: readonly HistoryEntry[], now = Date.now()): Sheet {
  const names = new Set(entries.map(({ name }) => name));
  const days = new Set(entries.map(({ made }) => dayHeading(made, now)));
  const [name = ''] = names;
  const [first] = entries;
  const date = first && new Date(first.made).toLocaleDateString('en', { dateStyle: 'long' });
  return {
    title: names.size === 1 ? name : 'History',
    about: [count(entries.length, 'picture'), days.size === 1 ? date : '']
      .filter(Boolean)
      .join(' · '),
    cells: entries.map((entry) => ({
      picture: entry,
      caption: captionOf(entry, names.size > 1),
    })),
  };
}

function captionOf(entry: HistoryEntry, named: boolean): readonly SheetLine[] {
  const { name, variant, layers, seeds, ms } = entry;
  const title = [...(named ? [name] : []), ...(variant === undefined ? [] : [variant])].join(', ');
  const seed = seeds[0] === undefined ? [] : [`seed ${seeds[0]}`];
  return [
    ...(title ? [[{ text: title, look: 'name' }] as const] : []),
    ...(layers.length > 0 ? [[{ text: layers.join(', '), look: 'value' }] as const] : []),
    [{ text: [...seed, shownTime(ms)].join(' · '), look: 'quiet' }],
  ];
}
