import { useDocument, varied } from '../document/document-store.ts';
import { makeFilm, removeFilm, setKeysHere } from '../param/key-edits.ts';
import { currentRange } from '../run/film.ts';
import { useLayout } from '../session/layout-store.ts';
import {
  frameCount,
  goToFrame,
  placeOfTrack,
  setRange,
  stepFrame,
  useTimeline,
} from './timeline-store.ts';

/** What the actions of the timeline do. */

export function beginFilm(): void {
  makeFilm();
  showTimeline();
}

export function endFilm(): void {
  removeFilm();
}

export function openExport(): void {
  showTimeline();
  useTimeline.setState({ exporting: true });
}

function showTimeline(): void {
  const { open, toggle } = useLayout.getState();
  if (!open.timeline) toggle('timeline');
  useTimeline.setState({ tab: 'timeline' });
}

export function foldTimeline(): void {
  useLayout.getState().toggle('timeline');
}

export function togglePlaying(): void {
  useTimeline.setState(({ playing }) => ({ playing: !playing }));
}

export function stepBack(): void {
  stepFrame(-1);
}

export function stepForward(): void {
  stepFrame(1);
}

export function goToFirst(): void {
  const { first } = currentRange();
  goToFrame(useDocument.getState().frame === first ? 0 : first);
}

export function goToLast(): void {
  const { last } = currentRange();
  goToFrame(useDocument.getState().frame === last ? frameCount() - 1 : last);
}

/** The row in which the focus is, else every row. */
export function setFocusedKeys(): void {
  const row = document.activeElement?.closest<HTMLElement>('[data-track]')?.dataset.track;
  setKeysHere(row === undefined ? (varied().tracks ?? []) : [placeOfTrack(row)]);
}

export function beginRangeHere(): void {
  setRange({ first: useDocument.getState().frame });
}

export function endRangeHere(): void {
  setRange({ last: useDocument.getState().frame });
}
