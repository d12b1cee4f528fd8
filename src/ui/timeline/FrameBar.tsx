import { TriangleAlert } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { problemText } from '../../common/result.ts';
import { nodeTitle } from '../../graph/document/names.ts';
import { useDocument } from '../document/document-store.ts';
import { definitionOf, useNode } from '../document/node-hooks.ts';
import { type FrameState, frameStates, stalePicture, useFilm } from '../frames/film-store.ts';
import { readFrameThumbnail } from '../frames/frame-storage.ts';
import { nameOf } from '../run/run-store.ts';
import styles from './FrameBar.module.css';
import { placeOf, startOf } from './lanes.ts';
import { useScrubbing } from './Ruler.tsx';
import timeline from './Timeline.module.css';

/** The frames, some of them as pictures, and how each stands: by pattern, not by colour alone. */
export function FrameBar({ width }: { readonly width: number }) {
  const film = useFilm();
  useDocument(({ variant }) => variant);
  const frames = useDocument(({ document }) => document.sequence?.frames ?? 1);
  const states = useMemo(() => frameStates(film), [film]);
  const node = useNode(film.keys?.target ?? '');
  const scrub = useScrubbing(frames);
  const failed = states.indexOf('failed');
  const problem = film.failed.get(failed);
  return (
    <div className={timeline.row}>
      <div className={styles.head}>
        <span className={styles.name}>{node ? nodeTitle(node, definitionOf(node)) : 'Film'}</span>
        <span className={styles.tally} title={problem && problemText(problem)}>
          {tallyOf(states)}
        </span>
      </div>
      <div className={`${timeline.lane ?? ''} ${styles.lane ?? ''}`} {...scrub}>
        <Thumbnails width={width} frames={frames} />
        {runsOf(states, width).map(({ state, first, count }) => (
          <span
            key={first}
            className={styles.run}
            data-state={state}
            style={{ left: startOf(first, frames), width: startOf(count, frames) }}
          />
        ))}
        {failed >= 0 && (
          <span className={styles.failed} style={{ left: placeOf(failed, frames) }}>
            <TriangleAlert size={14} aria-hidden="true" />
          </span>
        )}
      </div>
    </div>
  );
}

const words: Readonly<Record<Exclude<FrameState, 'none'>, string>> = {
  rendered: 'rendered',
  running: 'at work',
  stale: 'stale',
  failed: 'failed',
};

/** "72 rendered, 12 stale, 1 failed" */
export function tallyOf(states: readonly FrameState[]): string {
  const count = (wanted: FrameState) => states.filter((state) => state === wanted).length;
  const parts = Object.entries(words).flatMap(([state, word]) => {
    const found = count(state as FrameState);
    return found > 0 ? `${found} ${word}` : [];
  });
  return parts.join(', ') || 'Not rendered yet';
}

interface Run {
  readonly state: FrameState;
  readonly first: number;
  count: number;
}

/** What must not be overlooked where several frames share a pixel, first. */
const precedence: readonly FrameState[] = ['failed', 'running', 'stale', 'none', 'rendered'];

/** Neighbours that stand alike as one; no finer than the pixels of the bar. */
export function runsOf(states: readonly FrameState[], width: number): readonly Run[] {
  const each = Math.max(1, Math.ceil(states.length / Math.max(1, width)));
  const runs: Run[] = [];
  for (let first = 0; first < states.length; first += each) {
    const here = states.slice(first, first + each);
    const state = precedence.find((one) => here.includes(one)) ?? 'none';
    const last = runs.at(-1);
    if (last?.state === state && state !== 'running') last.count += here.length;
    else runs.push({ state, first, count: here.length });
  }
  return runs;
}

/** Pixels of a thumbnail, at least. */
const thumbnailWidth = 40;

/** As many as there is room for, each of the frame in the middle of its place. */
function Thumbnails({ width, frames }: { readonly width: number; readonly frames: number }) {
  const count = Math.max(1, Math.min(frames, Math.floor(width / thumbnailWidth)));
  if (width === 0) return null;
  return Array.from({ length: count }, (_, at) => {
    const start = (at * frames) / count;
    const middle = Math.min(frames - 1, Math.floor(start + frames / count / 2));
    return (
      <Thumbnail key={start} frame={middle} start={start} share={frames / count} frames={frames} />
    );
  });
}

interface ThumbnailProps {
  readonly frame: number;
  readonly start: number;
  readonly share: number;
  readonly frames: number;
}

function Thumbnail({ frame, start, share, frames }: ThumbnailProps) {
  const variant = useDocument((state) => nameOf(state.variant));
  const key = useFilm((state) => {
    const now = state.keys?.frames[frame]?.key;
    if (now !== undefined && state.stored.has(now)) return now;
    const target = state.keys?.target;
    return target && stalePicture(state, variant, frame, target)?.key;
  });
  const url = useThumbnail(key);
  const place = { left: startOf(start, frames), width: startOf(share, frames) };
  return (
    <span className={styles.cell} style={place}>
      {url && <img src={url} alt="" draggable={false} />}
    </span>
  );
}

/** An address of the stored thumbnail, given back when it is not shown any more. */
function useThumbnail(key: string | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    setUrl(undefined);
    if (key !== undefined) {
      void readFrameThumbnail(key).then(
        (blob) => {
          if (gone || !blob) return;
          made = URL.createObjectURL(blob);
          setUrl(made);
        },
        () => {},
      );
    }
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [key]);
  return url;
}
