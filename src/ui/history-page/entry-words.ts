import { catalog } from '../../nodes/catalog.ts';
import { cutInWords } from '../../runtime/browser.ts';
import type { HistoryEntry } from '../history/history-entry.ts';
import { shownTime } from '../kit/durations.ts';

/** "DeepDream, Weak" */
export function entryTitle({ name, variant }: HistoryEntry): string {
  return variant === undefined ? name : `${name}, ${variant}`;
}

const titles = new Set(Object.values(catalog).map(({ title }) => title));

/** What the person, or the preset, calls the nodes; a title of a type says nothing of a picture. */
export function ownNames(nodes: readonly string[]): readonly string[] {
  return nodes.filter((name) => !titles.has(name));
}

/** "stopped at octave 3 of 5, step 6 · Edges · mixed3, mixed4 · merge strength 0.5 · seed 4417 · boats.jpg" */
export function entryDetail(entry: HistoryEntry): string {
  const { node, layers, seeds, strengths = [], photos = [], cut } = entry;
  const [seed] = seeds;
  const parts = [
    cut ? cutInWords(cut) : '',
    ...ownNames([node]),
    layers.join(', '),
    ...strengths.map((strength) => `merge strength ${strength}`),
    seed === undefined ? '' : `seed ${seed}`,
    photos.join(', '),
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

/** "Today" or "Yesterday"; undefined for other days. */
export function dayWord(time: number, now: number): string | undefined {
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  const day = new Date(time).toDateString();
  if (day === new Date(now).toDateString()) return 'Today';
  return day === yesterday.toDateString() ? 'Yesterday' : undefined;
}

// Made once: making one takes longer than a hundred uses of it.
const sameYear = new Intl.DateTimeFormat('en', { weekday: 'long', month: 'long', day: 'numeric' });
const otherYear = new Intl.DateTimeFormat('en', {
  weekday: 'long',
  month: 'long',
  day: 'numeric',
  year: 'numeric',
});
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** What stands over the pictures of a day: "Today", "Tuesday, November 24". */
export function dayHeading(time: number, now: number): string {
  const thisYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return dayWord(time, now) ?? (thisYear ? sameYear : otherYear).format(time);
}

/** "14:02" */
export function clockTime(time: number): string {
  return clock.format(time);
}
