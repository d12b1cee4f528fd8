import type { Environment } from '../../runtime/browser.ts';
import { useDocument, varied } from '../document/document-store.ts';
import { lastEnvironment } from '../run/expected-time.ts';
import { registerBefore } from '../run/film.ts';
import { planned } from '../run/planner.ts';
import { openFrames, useFilm } from './film-store.ts';
import { compileAllFrames } from './frame-keys.ts';
import { startShowing } from './show-frame.ts';

/** The values stand for this time before all frames are compiled, in milliseconds. */
const pause = 150;

let timer: ReturnType<typeof setTimeout> | undefined;
let compiling = new AbortController();

/** Keeps it known what every frame is made of and which are there, from the first film on. */
export function followFilm(): void {
  registerBefore((frame) => useFilm.getState().keys?.frames[frame]?.before);
  useDocument.subscribe((state, before) => {
    if (state.id !== before.id) void open(state.id);
    const same = state.document === before.document && state.variant === before.variant;
    if (!same) useFilm.setState({ failed: new Map() });
    if (!same || state.id !== before.id) schedule();
  });
  // Files or the arithmetic may be others.
  planned.subscribe(() => {
    const { keys } = useFilm.getState();
    if (keys && !isOutdated(keys.environment)) return;
    schedule();
  });
  startShowing();
  void open(useDocument.getState().id);
  schedule(0);
}

async function open(film: string): Promise<void> {
  useFilm.setState({ keys: undefined });
  await openFrames(film);
  schedule(0);
}

/** The environment is made anew with each plan; what counts is what it says. */
function isOutdated(environment: Environment): boolean {
  const now = lastEnvironment();
  return now !== undefined && textOf(now) !== textOf(environment);
}

function textOf({ profile, files, wants = new Map() }: Environment): string {
  return JSON.stringify([profile, [...files], [...wants]]);
}

function schedule(after = pause): void {
  clearTimeout(timer);
  timer = setTimeout(() => void compileNow(), after);
}

async function compileNow(): Promise<void> {
  compiling.abort();
  compiling = new AbortController();
  const { signal } = compiling;
  const environment = lastEnvironment();
  const document = varied();
  if (!environment) return;
  if (!document.sequence) {
    useFilm.setState({ keys: undefined });
    return;
  }
  await compileAllFrames(document, environment, signal, (keys) => {
    if (!signal.aborted) useFilm.setState({ keys });
  });
  // What the frame that is shown has from the one before is known now.
  const { size = 0 } = useFilm.getState().keys?.frames[useDocument.getState().frame]?.before ?? {};
  if (!signal.aborted && size > 0) planned.again();
}
