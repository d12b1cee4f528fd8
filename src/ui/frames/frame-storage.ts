import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import type { Delays } from '../../runtime/browser.ts';
import { type CheckpointPlace, frameDatabase } from './frame-database.ts';
import { type FrameEntry, framesToEvict } from './frame-entry.ts';

export interface NewFrame {
  readonly entry: Omit<FrameEntry, 'bytes'>;
  readonly picture: Blob;
  /** Undefined: the picture is small itself. */
  readonly thumbnail?: Blob;
}

interface StoredFrame {
  readonly entry: FrameEntry;
  /** Keys of what had to go for it. */
  readonly evicted: readonly string[];
}

/** Bytes that all films may take, where the disk has room for them. */
const most = 4 * 2 ** 30;

/** As much as that, and never more than half of what the browser gives the page. */
async function roomForFrames(): Promise<number> {
  const quota = (await navigator.storage?.estimate?.().catch(() => undefined))?.quota;
  return Math.min(most, quota === undefined ? most : quota / 2);
}

/**
 * Keeps a picture of a frame, whole or not at all. Where there is no room, films that were left
 * longest ago go. Problems: `frames-full` (of this film alone), `no-room` (on the disk), `no-storage`.
 * None of them removes anything that this film shows.
 * @param current keys of the film's frames as they are now.
 */
export function storeFrame(
  { entry, picture, thumbnail }: NewFrame,
  current: ReadonlySet<string>,
): Promise<Result<StoredFrame>> {
  return attempt(async () => {
    const limit = await roomForFrames();
    const db = await frameDatabase();
    const stored: FrameEntry = { ...entry, bytes: picture.size + (thumbnail?.size ?? 0) };
    const transaction = db.transaction(['entries', 'pictures', 'thumbnails'], 'readwrite');
    const entries = transaction.objectStore('entries');
    const before = (await entries.getAll()).filter(({ key }) => key !== entry.key);
    const going = framesToEvict([...before, stored], limit, entry.film, current);
    const left = [...before, stored].reduce((sum, { bytes }) => sum + bytes, 0);
    const freed = going.reduce((sum, { bytes }) => sum + bytes, 0);
    if (left - freed > limit) {
      transaction.abort();
      await transaction.done.catch(() => {});
      return fail(full);
    }
    for (const { key } of going) {
      for (const name of ['entries', 'pictures', 'thumbnails'] as const) {
        await transaction.objectStore(name).delete(key);
      }
    }
    await entries.put(stored);
    await transaction.objectStore('pictures').put(picture, entry.key);
    if (thumbnail) await transaction.objectStore('thumbnails').put(thumbnail, entry.key);
    await transaction.done;
    return ok({ entry: stored, evicted: going.map(({ key }) => key) });
  });
}

/** Everything that is kept of a film, without the pictures. */
export function listFrames(film: string): Promise<Result<readonly FrameEntry[]>> {
  return attempt(async () =>
    ok(await (await frameDatabase()).getAllFromIndex('entries', 'film', film)),
  );
}

export async function readFrame(key: string): Promise<Blob | undefined> {
  return (await frameDatabase()).get('pictures', key);
}

export async function readFrameThumbnail(key: string): Promise<Blob | undefined> {
  return (await frameDatabase()).get('thumbnails', key);
}

/** Frames from one checkpoint that stays to the next, and how many of those there are at most. */
const checkpointEvery = 32;
const checkpointsAtMost = 12;

/** The frames after which delays are kept. */
export async function listCheckpoints(film: string, variant: string): Promise<readonly number[]> {
  const keys = await (await frameDatabase()).getAllKeys('checkpoints', allOf(film, variant));
  return keys.map(([, , frame]) => frame);
}

export async function readCheckpoint(...place: CheckpointPlace): Promise<Delays | undefined> {
  return (await frameDatabase()).get('checkpoints', place);
}

/**
 * Keeps what the frame after this one begins with. Besides it the one before stays, in case this one
 * is broken off, and one now and then.
 */
export async function storeCheckpoint(
  film: string,
  variant: string,
  frame: number,
  delays: Delays,
): Promise<void> {
  const db = await frameDatabase();
  const transaction = db.transaction('checkpoints', 'readwrite');
  const { store } = transaction;
  await store.put(delays, [film, variant, frame]);
  const others = (await store.getAllKeys(allOf(film, variant))).map(([, , at]) => at);
  const near = (at: number) => at === frame || at === frame - 1;
  const rare = others.filter((at) => !near(at) && at % checkpointEvery === 0);
  const kept = new Set(rare.slice(-checkpointsAtMost));
  for (const at of others) {
    if (!near(at) && !kept.has(at)) await store.delete([film, variant, at]);
  }
  await transaction.done;
}

function allOf(film: string, variant: string): IDBKeyRange {
  return IDBKeyRange.bound([film, variant, 0], [film, variant, Number.POSITIVE_INFINITY]);
}

async function attempt<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
    return fail(isFull ? noRoom : noStorage);
  }
}

const full: Problem = {
  code: 'frames-full',
  message: 'The frames of this film take all the room that this browser has for films.',
  remedy:
    'Export what is there, then make the film shorter or its frames smaller. The frames that are rendered stay.',
};
const noRoom: Problem = {
  code: 'no-room',
  message: 'This browser has no space left, so the frame could not be kept. Earlier frames stay.',
  remedy: 'Delete pictures in History or networks that you no longer need, then render the rest.',
};
const noStorage: Problem = {
  code: 'no-storage',
  message: 'This browser keeps no frames here, as in a private window.',
  remedy: 'Open the page in an ordinary window to render a film.',
};
