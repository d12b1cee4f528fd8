import type { DBSchema } from 'idb';
import { createEmitter } from '../kit/emitter.ts';
import { openOnce } from '../kit/open-database.ts';

/** What one channel of a layer answers to. */
export interface ChannelPicture {
  readonly channel: number;
  readonly blob: Blob;
}

export interface LayerShelf {
  readonly pictures: readonly ChannelPicture[];
  /** Whether no more of them are to be made. */
  readonly complete: boolean;
}

/** Instead of a layer's name: a small dream of a photo. */
export const dreamShelf = '';

interface Schema extends DBSchema {
  /** By hash of the network, values and layer. */
  layers: { key: [string, string, string]; value: LayerShelf };
}

const changes = createEmitter<string>();
/** Calls back with the hash of a network of which there is another picture. */
export const onShelfChange = changes.subscribe;

/** A database of its own: all of it can be made again. */
const shelf = openOnce<Schema>(
  'dreamgraph-networks',
  (db) => {
    db.createObjectStore('layers');
  },
  { yields: true },
);

/** What was made of the layers of a network, with whatever values. */
export async function anyPicturesOnShelf(hash: string): Promise<ReadonlyMap<string, LayerShelf>> {
  return shelvesIn(IDBKeyRange.bound([hash], [hash, []]));
}

/** What was made of the layers of a network; nothing where there is no storage. */
export async function picturesOnShelf(
  hash: string,
  values: string,
): Promise<ReadonlyMap<string, LayerShelf>> {
  return shelvesIn(IDBKeyRange.bound([hash, values], [hash, values, []]));
}

async function shelvesIn(range: IDBKeyRange): Promise<ReadonlyMap<string, LayerShelf>> {
  try {
    const db = await shelf();
    const keys = await db.getAllKeys('layers', range);
    const all = await db.getAll('layers', range);
    return new Map(keys.flatMap(([, , layer], at) => (all[at] ? [[layer, all[at]] as const] : [])));
  } catch {
    return new Map();
  }
}

export async function putOnShelf(key: [string, string, string], made: LayerShelf): Promise<void> {
  try {
    await (await shelf()).put('layers', made, key);
    changes.emit(key[0]);
  } catch {
    // They are made again in the next visit.
  }
}

/** Takes away all pictures of a network. */
export async function clearShelf(hash: string): Promise<void> {
  try {
    await (await shelf()).delete('layers', IDBKeyRange.bound([hash], [hash, []]));
  } catch {
    // Nothing was stored, then.
  }
}
