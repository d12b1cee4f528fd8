import type { HistoryEntry } from '../history/history-entry.ts';
import { shownTime } from '../kit/durations.ts';
import { dayWord, entryDetail, entryTitle, ownNames } from './entry-words.ts';

export interface HistoryFilter {
  /** As typed. */
  readonly text: string;
  readonly starred: boolean;
}

/**
 * The entries in which everything typed begins some word: of what the card says (names of graph and
 * variant, layers, strength, seed, photos, time), of names that the person gave to nodes, of backend
 * and size, or of the date ("yesterday", "tuesday", "november", "2026-11-25"). A number after
 * "strength" or "seed" is that strength or seed.
 */
export function searchHistory(
  entries: readonly HistoryEntry[],
  { text, starred }: HistoryFilter,
  now = Date.now(),
): readonly HistoryEntry[] {
  const wanted = typedTerms(text);
  return entries.filter((entry) => {
    if (starred && !entry.starred) return false;
    const day = dayWord(entry.made, now)?.toLowerCase();
    const has = (term: string) => lasting(entry).some((own) => own.startsWith(term));
    return wanted.every(
      (term) => has(term) || day?.startsWith(term) || (entry.starred && term === 'starred'),
    );
  });
}

const found = new WeakMap<HistoryEntry, readonly string[]>();

/** The words that do not change from day to day. */
function lasting(entry: HistoryEntry): readonly string[] {
  const before = found.get(entry);
  if (before) return before;
  const { nodes, seeds, strengths = [], profile, width, height, ms } = entry;
  const card = [entryTitle(entry), entryDetail(entry), shownTime(ms)];
  const words = [...card, ...ownNames(nodes), profile, `${width} ${height}`]
    .flatMap(wordsWithin)
    .concat(
      seeds.flatMap((seed) => [String(seed), `seed ${seed}`]),
      strengths.map((strength) => `strength ${strength}`),
      dateWords(entry.made),
    );
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

/** Words, where a number stays with what it is the number of: "strength 0.8". */
function typedTerms(text: string): readonly string[] {
  return typedWords(text.replace(/\b(strength|seed)[\s:=]+(?=-?[\d.])/gi, '$1_')).map((word) =>
    word.replace(/^(strength|seed)_/, '$1 '),
  );
}

/** "inception-v3" is found by either half as well, and "IMG_2031.jpg" by its number. */
function wordsWithin(text: string): readonly string[] {
  return typedWords(text).flatMap((word) => {
    const [, ...others] = word.split(isFileName.test(word) ? /[-/._]/ : /[-/.]/);
    return [word, ...others.filter(Boolean)];
  });
}

const isFileName = /\.(jpe?g|png|webp|gif|avif|bmp|tiff?|hei[cf])$/;
