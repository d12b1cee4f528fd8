import type { HistoryEntry } from '../history/history-entry.ts';
import { shownTime } from '../kit/durations.ts';
import { clockTime } from './days.ts';

/** "DeepDream, Weak" */
export function entryTitle({ name, variant }: HistoryEntry): string {
  return variant === undefined ? name : `${name}, ${variant}`;
}

/** "mixed3, mixed4 · strength 0.5 · seed 4417" */
export function entryDetail({ layers, seeds, strengths = [] }: HistoryEntry): string {
  const [seed] = seeds;
  const parts = [
    layers.join(', '),
    ...strengths.map((strength) => `strength ${strength}`),
    seed === undefined ? '' : `seed ${seed}`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** What a screen reader says of a picture. */
export function entryLabel(entry: HistoryEntry): string {
  const { made, ms, width, height, starred } = entry;
  const parts = [
    entryTitle(entry),
    entryDetail(entry),
    clockTime(made),
    shownTime(ms),
    `${width} × ${height}`,
    starred ? 'starred' : '',
  ];
  return parts.filter(Boolean).join(', ');
}
