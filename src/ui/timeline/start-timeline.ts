import { useDocument, varied } from '../document/document-store.ts';
import { keyAt, trackOf } from '../document/tracks.ts';
import { registerFilm } from '../run/film.ts';
import { currentRange, fresh, placeOfKey, useTimeline } from './timeline-store.ts';

/** Another document begins anew, and what its edits take away is not held on to. */
export function startTimeline(): void {
  registerFilm({
    runner: async () => (await import('../frames/render-film.ts')).renderFilm,
    range: currentRange,
  });
  // Most graphs are stills: what a film needs comes with the first one.
  const session = () => {
    if (!useDocument.getState().document.sequence) return;
    stop();
    void import('./film-session.ts').then(({ startFilmSession }) => startFilmSession());
  };
  const stop = useDocument.subscribe(session);
  session();
  useDocument.subscribe((state, before) => {
    if (state.id !== before.id) useTimeline.setState(fresh);
    else if (!state.document.sequence && useTimeline.getState().playing)
      useTimeline.setState({ playing: false });
    if (state.document.tracks !== before.document.tracks) forgetLostKeys();
  });
}

/** Of what is selected only what is still there. */
function forgetLostKeys(): void {
  const { keys } = useTimeline.getState();
  if (keys.size === 0) return;
  const document = varied();
  const left = [...keys].filter((name) => {
    const { node, param, frame } = placeOfKey(name);
    const track = trackOf(document, node, param);
    return track !== undefined && keyAt(track, frame) !== undefined;
  });
  if (left.length < keys.size) useTimeline.setState({ keys: new Set(left) });
}
