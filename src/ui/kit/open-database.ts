import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

interface Options {
  /** Gives way to a tab that brings the database to a newer version. */
  readonly yields?: boolean;
}

/**
 * A database of this browser, opened with the first call, and again after it was lost or could not be
 * opened. Calls reject where there is no storage, as in some private windows.
 * @param makeStores of the first version.
 */
export function openOnce<Schema extends DBSchema>(
  name: string,
  makeStores: (database: IDBPDatabase<Schema>) => void,
  { yields = false }: Options = {},
): () => Promise<IDBPDatabase<Schema>> {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;
  const forget = () => {
    opening = undefined;
  };
  return () => {
    opening ??= openDB<Schema>(name, 1, {
      upgrade: makeStores,
      terminated: forget,
      ...(yields && { blocking: (_, _next, event) => (event.target as IDBDatabase).close() }),
    });
    opening.catch(forget);
    return opening;
  };
}
