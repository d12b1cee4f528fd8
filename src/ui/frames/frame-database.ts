import type { DBSchema } from 'idb';
import type { Delays } from '../../runtime/browser.ts';
import { openOnce } from '../kit/open-database.ts';
import type { FrameEntry } from './frame-entry.ts';

/** Film, variant and frame. */
export type CheckpointPlace = [film: string, variant: string, frame: number];

interface Schema extends DBSchema {
  entries: { key: string; value: FrameEntry; indexes: { film: string } };
  pictures: { key: string; value: Blob };
  thumbnails: { key: string; value: Blob };
  /** The pictures that the next frame begins with, exact to the bit. */
  checkpoints: { key: CheckpointPlace; value: Delays };
}

/** A database of its own: frames are many, and all of them can be made again. */
export const frameDatabase = openOnce<Schema>('dreamgraph-frames', (db) => {
  db.createObjectStore('entries', { keyPath: 'key' }).createIndex('film', 'film');
  db.createObjectStore('pictures');
  db.createObjectStore('thumbnails');
  db.createObjectStore('checkpoints');
});
