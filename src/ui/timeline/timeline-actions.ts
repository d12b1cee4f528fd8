import type { Action } from '../actions/action.ts';
import { useDocument, varied } from '../document/document-store.ts';
import { registerFilm, useChosenRange } from '../run/film.ts';
import type * as Commands from './timeline-commands.ts';

const isFilm = () => useDocument.getState().document.sequence !== undefined;
const hasTracks = () => isFilm() && (varied().tracks ?? []).length > 0;

/** What it does comes when it is first done. */
function does(command: keyof typeof Commands): () => void {
  return () => void import('./timeline-commands.ts').then((commands) => commands[command]());
}

const ofFilm = { group: 'Timeline', enabled: isFilm } as const;
/** Keys that have another meaning elsewhere. */
const here = { ...ofFilm, within: '[data-timeline]' } as const;

export const timelineActions: readonly Action[] = [
  {
    id: 'make-film',
    title: 'Make a film',
    group: 'Timeline',
    enabled: () => useDocument.getState().document.nodes.length > 0 && !isFilm(),
    run: does('beginFilm'),
  },
  { ...ofFilm, id: 'export-film', title: 'Export the film', run: does('openExport') },
  { ...ofFilm, id: 'remove-film', title: 'Remove the timeline', run: does('endFilm') },
  { ...ofFilm, id: 'timeline', title: 'Fold or open the timeline', run: does('foldTimeline') },
  { ...here, id: 'play', title: 'Play or stop', keys: ['Space'], run: does('togglePlaying') },
  { ...here, id: 'frame-back', title: 'One frame back', keys: [','], run: does('stepBack') },
  {
    ...here,
    id: 'frame-forward',
    title: 'One frame forward',
    keys: ['.'],
    run: does('stepForward'),
  },
  {
    ...here,
    id: 'first-frame',
    title: 'To the first frame of the range, then of all',
    keys: ['Home'],
    run: does('goToFirst'),
  },
  {
    ...here,
    id: 'last-frame',
    title: 'To the last frame of the range, then of all',
    keys: ['End'],
    run: does('goToLast'),
  },
  {
    ...here,
    id: 'set-keys',
    title: 'Set a key in the row with the focus, or in all',
    keys: ['K'],
    enabled: hasTracks,
    run: does('setFocusedKeys'),
  },
  {
    ...here,
    id: 'range-first',
    title: 'Begin the range here',
    keys: ['I'],
    run: does('beginRangeHere'),
  },
  {
    ...here,
    id: 'range-last',
    title: 'End the range here',
    keys: ['O'],
    run: does('endRangeHere'),
  },
];

/** Most graphs are stills: what a film needs comes with the first one. */
export function startTimeline(): void {
  registerFilm(async () => (await import('../frames/render-film.ts')).renderFilm);
  const begin = () => {
    if (!useDocument.getState().document.sequence) return;
    stop();
    void import('./film-session.ts').then(({ startFilmSession }) => startFilmSession());
  };
  const stop = useDocument.subscribe(begin);
  useDocument.subscribe(({ id }, before) => {
    if (id !== before.id) useChosenRange.setState({ range: undefined });
  });
  begin();
}
