import type { HistoryEntry } from '../history/history-entry.ts';
import { dayWord } from './entry-words.ts';

export interface HistoryFilter {
  /** As typed. */
  readonly text: string;
  readonly starred: boolean;
}

/**
 * The entries in which every typed word begins some word: of the names of graph and variant, nodes,
 * layers, seeds, backend and size, or of the date ("yesterday", "tuesday", "november", "2026-11-25").
 */
export function searchHistory(
  entries: readonly HistoryEntry[],
  { text, starred }: HistoryFilter,
  now = Date.now(),
): readonly HistoryEntry[] {
  const wanted = typedWords(text);
  return entries.filter((entry) => {
    if (starred && !entry.starred) return false;
    const day = dayWord(entry.made, now)?.toLowerCase();
    const has = (word: string) => lasting(entry).some((own) => own.startsWith(word));
    return wanted.every((word) => has(word) || day?.startsWith(word));
  });
}

const found = new WeakMap<HistoryEntry, readonly string[]>();

/** The words that do not change from day to day. */
function lasting(entry: HistoryEntry): readonly string[] {
  const before = found.get(entry);
  if (before) return before;
  const { name, variant = '', node, nodes, layers, seeds, profile, width, height } = entry;
  const texts = [name, variant, node, ...nodes, ...layers, profile, `${width} ${height}`];
  const words = texts
    .flatMap(wordsWithin)
    .concat(['seed', ...seeds.map(String)], dateWords(entry.made));
  found.set(entry, words);
  return words;
}

function dateWords(time: number): readonly string[] {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
  const long = date.toLocaleDateString('en', { weekday: 'long', month: 'long', day: 'numeric' });
  return [day, clock, ...wordsWithin(long)];
}

function typedWords(text: string): readonly string[] {
  const words = text.toLowerCase().split(/[\s,;·×]+/);
  return words.filter((word) => word !== '');
}

/** "inception-v3" is found by either half as well. */
function wordsWithin(text: string): readonly string[] {
  return typedWords(text).flatMap((word) => [
    word,
    ...word.split(/[-/.]/).filter(Boolean).slice(1),
  ]);
}
