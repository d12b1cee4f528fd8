import type { Key, Track } from '../../graph/document/document.ts';
import type { Json } from '../../graph/document/json.ts';
import { startOf } from './lanes.ts';
import styles from './TrackRow.module.css';

export interface TrackCurveProps {
  readonly track: Track;
  readonly frames: number;
}

/** A number over time. It keeps to its range, so that nothing of it leaves the row. */
export function TrackCurve({ track, frames }: TrackCurveProps) {
  return (
    <svg
      className={styles.curve}
      viewBox={`0 0 ${frames} 1`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={curveOf(track, frames)} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

/** From the first frame to the last: level before the first key and after the last one. */
export function curveOf(track: Track, frames: number): string {
  const [first] = track.keys;
  if (!first) return '';
  const parts = [`M0 ${y(track, first)}H${x(first)}`];
  for (const [at, key] of track.keys.entries()) {
    const next = track.keys[at + 1];
    parts.push(next ? wayTo(track, key, next) : `H${Math.max(frames, x(key))}`);
  }
  return parts.join('');
}

function wayTo(track: Track, from: Key, to: Key): string {
  const [x1, y1, x2, y2] = [x(from), y(track, from), x(to), y(track, to)];
  switch (from.ease) {
    case 'hold':
      return `H${x2}V${y2}`;
    case 'smooth': {
      // The cubic smoothstep is this very Bézier curve.
      const third = (x2 - x1) / 3;
      return `C${x1 + third} ${y1} ${x2 - third} ${y2} ${x2} ${y2}`;
    }
    default:
      return `L${x2} ${y2}`;
  }
}

const x = ({ frame }: Key) => frame + 0.5;
const y = (track: Track, { value }: Key) => 1 - heightOf(track, value);

export interface TrackBlocksProps {
  readonly track: Track;
  readonly frames: number;
  readonly words: (value: Json) => string;
}

/** A choice over time: a block from each key to the next one, and the first one's before it. */
export function TrackBlocks({ track: { keys }, frames, words }: TrackBlocksProps) {
  return keys.map((key, at) => {
    const start = at === 0 ? 0 : key.frame;
    const end = Math.min(frames, keys[at + 1]?.frame ?? frames);
    if (start >= end) return null;
    return (
      <span
        key={key.frame}
        className={styles.block}
        style={{ left: startOf(start, frames), width: startOf(end - start, frames) }}
        aria-hidden="true"
      >
        <span
          className={styles.words}
          // Behind the key, which is in the middle of its frame.
          style={{ marginLeft: `${((key.frame + 0.5 - start) / (end - start)) * 100}%` }}
        >
          {words(key.value)}
        </span>
      </span>
    );
  });
}

/** Where a number stands between the least and the largest of its track, from 0 at the bottom to 1. */
export function heightOf({ keys }: Pick<Track, 'keys'>, value: Json): number {
  const numbers = keys.flatMap((key) => (typeof key.value === 'number' ? key.value : []));
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return typeof value === 'number' && high > low ? (value - low) / (high - low) : 0.5;
}
