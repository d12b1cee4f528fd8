import { useDocument } from '../document/document-store.ts';
import { registerFilm, useChosenRange } from '../run/film.ts';

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
