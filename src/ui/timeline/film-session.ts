import { useDocument } from '../document/document-store.ts';
import { tellOutlook } from '../frames/film-outlook.ts';
import { useFilm } from '../frames/film-store.ts';
import { followFilm } from '../frames/follow-film.ts';
import { currentRange, useChosenRange } from '../run/film.ts';
import { useRun } from '../run/run-store.ts';
import { startPlaying } from './play.ts';
import { followDocument } from './timeline-store.ts';

let timer: ReturnType<typeof setTimeout> | undefined;

/** From the first film on: knows its frames, plays them, and says what rendering would take. */
export function startFilmSession(): void {
  followFilm();
  startPlaying();
  followDocument();
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, 100);
  };
  useFilm.subscribe(later);
  useChosenRange.subscribe(later);
  useDocument.subscribe(({ document }, before) => {
    if (document.sequence !== before.document.sequence) later();
  });
}

function tell(): void {
  if (useDocument.getState().document.sequence) tellOutlook(currentRange());
  else useRun.setState({ whole: undefined });
}
