import { useDocument } from '../document/document-store.ts';
import { tellOutlook } from '../frames/film-outlook.ts';
import { useFilm } from '../frames/film-store.ts';
import { followFilm } from '../frames/follow-film.ts';
import { setFilmOutlook } from '../run/film.ts';
import { startPlaying } from './play.ts';
import { currentRange, useTimeline } from './timeline-store.ts';

let timer: ReturnType<typeof setTimeout> | undefined;

/** From the first film on: knows its frames, plays them, and says what rendering would take. */
export function startFilmSession(): void {
  followFilm();
  startPlaying();
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, 100);
  };
  useFilm.subscribe(later);
  useTimeline.subscribe((state, before) => {
    if (state.range !== before.range) later();
  });
  useDocument.subscribe(({ document }, before) => {
    if (document.sequence !== before.document.sequence) later();
  });
}

function tell(): void {
  if (useDocument.getState().document.sequence) tellOutlook(currentRange());
  else setFilmOutlook(undefined);
}
