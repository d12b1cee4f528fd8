import { count } from '../../graph/document/names.ts';
import { catalog } from '../../nodes/catalog.ts';
import { compile } from '../../runtime/browser.ts';
import { shownBytes } from '../kit/durations.ts';
import { pictures } from '../results/pictures.ts';
import { timeOfPlans } from '../run/expected-time.ts';
import type { FrameRange } from '../run/film.ts';
import { about } from '../run/outlook.ts';
import { type Outlook, useRun } from '../run/run-store.ts';
import { workers } from '../run/worker.ts';
import { type FilmState, useFilm } from './film-store.ts';
import type { FrameKeys } from './frame-keys.ts';

/** Says what rendering the range would do, before it begins. */
export function tellOutlook(range: FrameRange): void {
  const state = useFilm.getState();
  const whole = state.keys && outlookOf(state, state.keys, range);
  useRun.setState({ whole });
}

function outlookOf({ stored }: FilmState, keys: FrameKeys, range: FrameRange): Outlook {
  const missing: number[] = [];
  for (let frame = range.first; frame <= range.last; frame += 1) {
    const key = keys.frames[frame]?.key;
    if (key === undefined || !stored.has(key)) missing.push(frame);
  }
  if (missing.length === 0) return { text: 'All frames of the range are rendered' };
  const ms = expectedMs(keys, missing);
  const bytes = missing.length * bytesOfFrame({ stored, keys });
  const frames = count(missing.length, 'frame');
  const size = bytes > 0 ? `, ${shownBytes(bytes)}` : '';
  return {
    text: `${about(ms)}${size}`,
    help: `${frames} to render: ${about(ms)}${size} in this browser`,
    ms,
  };
}

/** The first frame, and of the others what they have not in common with the one before. */
function expectedMs(keys: FrameKeys, missing: readonly number[]): number {
  const [first = 0, second] = missing;
  const planOf = (frame: number) =>
    compile(keys.document, catalog, {
      environment: keys.environment,
      frame,
      before: keys.frames[frame]?.before ?? new Map(),
    }).plan;
  const plan = planOf(first);
  const once = timeOfPlans([plan], workers().keysFor(plan));
  if (second === undefined) return once;
  const held = new Set(plan.steps.map(({ key }) => key));
  return once + (missing.length - 1) * timeOfPlans([planOf(second)], held);
}

/** Bytes of a pixel of a dream as a PNG, more or less. */
const bytesPerPixel = 2;

/** As large as those that are there; before the first one by the size of what is shown. */
function bytesOfFrame({ stored, keys }: Pick<FilmState, 'stored' | 'keys'>): number {
  const frames = [...stored.values()].filter(({ whole }) => whole);
  const sum = frames.reduce((total, { bytes }) => total + bytes, 0);
  if (frames.length > 0) return sum / frames.length;
  const shown = keys?.target === undefined ? undefined : pictures.get(keys.target);
  return shown ? shown.width * shown.height * bytesPerPixel : 0;
}
