import { placesDatabase } from './places-database.ts';

/** Stores the last picture of a document. It is there to be recognised by: without room, without it. */
export async function storeThumbnail(id: string, thumbnail: Blob): Promise<void> {
  try {
    await (await placesDatabase()).put('thumbnails', thumbnail, id);
  } catch {
    // As above.
  }
}

/**
 * The last picture of each document.
 * @param ids of the documents that there are; what is left of others is cleared away.
 */
export async function listThumbnails(ids: readonly string[]): Promise<ReadonlyMap<string, Blob>> {
  const found = new Map<string, Blob>();
  try {
    const db = await placesDatabase();
    for (const id of await db.getAllKeys('thumbnails')) {
      const thumbnail = ids.includes(id) ? await db.get('thumbnails', id) : undefined;
      if (thumbnail) found.set(id, thumbnail);
      else await db.delete('thumbnails', id);
    }
  } catch {
    // The list does without.
  }
  return found;
}
