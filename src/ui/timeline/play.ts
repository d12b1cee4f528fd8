import { showFrame, useDocument } from '../document/document-store.ts';
import { useFilm } from '../frames/film-store.ts';
import { readFrame } from '../frames/frame-storage.ts';
import { holdShowing } from '../frames/show-frame.ts';
import { pictures } from '../results/pictures.ts';
import { currentRange } from '../run/film.ts';
import { useStage } from '../stage/stage-store.ts';
import { useTimeline } from './timeline-store.ts';

/** Frames that are decoded before their time comes, and that are held at most. */
const ahead = 12;
const heldAtMost = 3 * ahead;

/** Plays and stops with `useTimeline().playing`. */
export function startPlaying(): void {
  useTimeline.subscribe(({ playing }, before) => {
    if (playing && !before.playing) play();
  });
}

function play(): void {
  const { sequence } = useDocument.getState().document;
  if (!sequence) return;
  const bitmaps = new Bitmaps();
  const begun = beginAt();
  let began = performance.now();
  let from = begun;
  holdShowing(true);
  const tick = () => {
    const { playing, loop } = useTimeline.getState();
    const { first, last } = currentRange();
    const { fps = 24 } = useDocument.getState().document.sequence ?? {};
    let frame = from + Math.floor(((performance.now() - began) / 1000) * fps);
    if (frame > last && loop) {
      from = first;
      began = performance.now();
      frame = first;
    }
    if (!playing || frame > last) return stop();
    showFrame(frame);
    showPictures(frame, bitmaps);
    bitmaps.prepare(framesFrom(frame, first, last, loop));
    requestAnimationFrame(tick);
  };
  const stop = () => {
    useTimeline.setState({ playing: false });
    useStage.setState({ missing: false });
    bitmaps.close();
    holdShowing(false);
  };
  requestAnimationFrame(tick);
}

/** From the frame that is shown, or from the first one if nothing of the range comes after it. */
function beginAt(): number {
  const { frame } = useDocument.getState();
  const { first, last } = currentRange();
  return frame < first || frame >= last ? first : frame;
}

function framesFrom(frame: number, first: number, last: number, loop: boolean): readonly number[] {
  return Array.from({ length: ahead }, (_, at) => frame + at).flatMap((next) => {
    if (next <= last) return next;
    return loop ? first + ((next - first) % (last - first + 1)) : [];
  });
}

/** What is rendered and decoded; of what is not, the picture before stays, and the Stage says so. */
function showPictures(frame: number, bitmaps: Bitmaps): void {
  const { keys, stored } = useFilm.getState();
  const of = keys?.frames[frame];
  for (const [node, key] of of?.nodes ?? []) {
    const bitmap = bitmaps.take(node, key);
    const entry = stored.get(key);
    if (bitmap && entry) {
      const { width, height } = entry;
      pictures.set(node, { width, height, pixels: bitmap, final: true });
    }
  }
  const missing = of === undefined || !stored.has(of.key);
  if (useStage.getState().missing !== missing) useStage.setState({ missing });
}

/** Pictures of frames that come soon, decoded from what is kept of them compressed. */
class Bitmaps {
  /** By key; undefined while it is being decoded. */
  readonly #decoded = new Map<string, ImageBitmap | undefined>();
  /** Node -> key of what it shows. */
  readonly #shown = new Map<string, string>();
  #closed = false;

  /** The bitmap is the taker's. Undefined: it is shown already, or not there. */
  take(node: string, key: string): ImageBitmap | undefined {
    if (this.#shown.get(node) === key) return undefined;
    const bitmap = this.#decoded.get(key);
    if (!bitmap) return undefined;
    this.#decoded.delete(key);
    this.#shown.set(node, key);
    return bitmap;
  }

  prepare(frames: readonly number[]): void {
    const { keys, stored } = useFilm.getState();
    const wanted = new Set<string>();
    for (const frame of frames) {
      for (const [node, key] of keys?.frames[frame]?.nodes ?? []) {
        if (stored.has(key) && this.#shown.get(node) !== key) wanted.add(key);
      }
    }
    for (const key of [...wanted].slice(0, heldAtMost)) {
      if (!this.#decoded.has(key)) void this.#decode(key);
    }
    // What was skipped over is not needed any more.
    for (const [key, bitmap] of this.#decoded) {
      if (wanted.has(key) || !bitmap) continue;
      bitmap.close();
      this.#decoded.delete(key);
    }
  }

  async #decode(key: string): Promise<void> {
    this.#decoded.set(key, undefined);
    const blob = await readFrame(key).catch(() => undefined);
    const bitmap = blob && (await createImageBitmap(blob).catch(() => undefined));
    if (this.#closed || !bitmap) bitmap?.close();
    else this.#decoded.set(key, bitmap);
  }

  close(): void {
    this.#closed = true;
    for (const bitmap of this.#decoded.values()) bitmap?.close();
    this.#decoded.clear();
  }
}
