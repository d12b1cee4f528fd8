import type { Action } from '../actions/action.ts';
import { useDocument, varied } from '../document/document-store.ts';
import { makeFilm, removeFilm, setKeysHere } from '../document/key-edits.ts';
import { useLayout } from '../session/layout-store.ts';
import {
  currentRange,
  frameCount,
  goToFrame,
  placeOfTrack,
  setRange,
  stepFrame,
  useTimeline,
} from './timeline-store.ts';

const isFilm = () => useDocument.getState().document.sequence !== undefined;
const hasTracks = () => isFilm() && (varied().tracks ?? []).length > 0;
const frame = () => useDocument.getState().frame;

const within = '[data-timeline]';

export const timelineActions: readonly Action[] = [
  {
    id: 'make-film',
    title: 'Make a film',
    group: 'Timeline',
    enabled: () => useDocument.getState().document.nodes.length > 0 && !isFilm(),
    run: () => {
      makeFilm();
      useTimeline.setState({ tab: 'timeline' });
      if (!useLayout.getState().open.timeline) useLayout.getState().toggle('timeline');
    },
  },
  {
    id: 'remove-film',
    title: 'Remove the timeline',
    group: 'Timeline',
    enabled: isFilm,
    run: removeFilm,
  },
  {
    id: 'timeline',
    title: 'Fold or open the timeline',
    group: 'Timeline',
    enabled: isFilm,
    run: () => useLayout.getState().toggle('timeline'),
  },
  {
    id: 'play',
    title: 'Play or stop',
    group: 'Timeline',
    keys: ['Space'],
    within,
    enabled: isFilm,
    run: () => useTimeline.setState(({ playing }) => ({ playing: !playing })),
  },
  {
    id: 'frame-back',
    title: 'One frame back',
    group: 'Timeline',
    keys: [','],
    within,
    enabled: isFilm,
    run: () => stepFrame(-1),
  },
  {
    id: 'frame-forward',
    title: 'One frame forward',
    group: 'Timeline',
    keys: ['.'],
    within,
    enabled: isFilm,
    run: () => stepFrame(1),
  },
  {
    id: 'first-frame',
    title: 'To the first frame of the range, then of all',
    group: 'Timeline',
    keys: ['Home'],
    within,
    enabled: isFilm,
    run: () => goToFrame(frame() === currentRange().first ? 0 : currentRange().first),
  },
  {
    id: 'last-frame',
    title: 'To the last frame of the range, then of all',
    group: 'Timeline',
    keys: ['End'],
    within,
    enabled: isFilm,
    run: () => {
      const { last } = currentRange();
      goToFrame(frame() === last ? frameCount() - 1 : last);
    },
  },
  {
    id: 'set-keys',
    title: 'Set a key in the row with the focus, or in all',
    group: 'Timeline',
    keys: ['K'],
    within,
    enabled: hasTracks,
    run: () => setKeysHere(focusedTracks()),
  },
  {
    id: 'range-first',
    title: 'Begin the range here',
    group: 'Timeline',
    keys: ['I'],
    within,
    enabled: isFilm,
    run: () => setRange({ first: frame() }),
  },
  {
    id: 'range-last',
    title: 'End the range here',
    group: 'Timeline',
    keys: ['O'],
    within,
    enabled: isFilm,
    run: () => setRange({ last: frame() }),
  },
];

/** The row in which the focus is, else every row. */
function focusedTracks() {
  const row = document.activeElement?.closest<HTMLElement>('[data-track]')?.dataset.track;
  return row === undefined ? (varied().tracks ?? []) : [placeOfTrack(row)];
}
