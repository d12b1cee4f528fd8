import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { GradientCheck, KeptChecks } from '../../engine/index.ts';
import { arithmetic } from '../execute/executor-types.ts';

interface Schema extends DBSchema {
  /** By arithmetic, since a later version may compute otherwise, and hash of the network. */
  checks: { key: [number, string]; value: GradientCheck };
}

/** In this browser's storage. Where there is none, a network is checked again in each visit. */
export function openKeptChecks(): KeptChecks {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;
  const open = () => {
    opening ??= openDB<Schema>('dreamgraph-checks', 1, {
      upgrade: (db) => void db.createObjectStore('checks'),
      blocking: (_version, _next, event) => (event.target as IDBDatabase).close(),
      terminated: () => {
        opening = undefined;
      },
    });
    return opening;
  };
  const seen = new Map<string, GradientCheck>();
  return {
    get: async (hash) => {
      try {
        return seen.get(hash) ?? (await (await open()).get('checks', [arithmetic, hash]));
      } catch {
        return undefined;
      }
    },
    put: async (hash, check) => {
      seen.set(hash, check);
      try {
        await (await open()).put('checks', check, [arithmetic, hash]);
      } catch {
        // It is known for as long as the worker lives.
      }
    },
  };
}
