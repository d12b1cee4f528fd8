import { type Backups, database, type StoredDocument } from './database.ts';

/** The most earlier states that are stored of a document. */
const most = 20;
/** The least time between two of them, in milliseconds, unless one is asked for. */
const spacing = 60_000;

/** All backups of one document. */
export function backupsOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, Number.POSITIVE_INFINITY]);
}

/** The earlier states of a document, the newest first. */
export async function listBackups(id: string): Promise<readonly StoredDocument[]> {
  try {
    const all = await (await database()).getAll('backups', backupsOf(id));
    return all.reverse();
  } catch {
    return [];
  }
}

/** Adds the stored state as a backup, even if the last backup is recent. */
export async function saveBackup(id: string): Promise<void> {
  const db = await database();
  const transaction = db.transaction(['documents', 'backups'], 'readwrite');
  const now = await transaction.objectStore('documents').get(id);
  if (now) await transaction.objectStore('backups').put(now);
  await transaction.done;
}

/** Adds the state that is about to be overwritten, if it is time for a backup. */
export async function addBackup(backups: Backups, state: StoredDocument): Promise<void> {
  // Most saves need no more than a look at the last one.
  const last = await backups.openKeyCursor(backupsOf(state.id), 'prev');
  const newest = last && (await backups.get(last.primaryKey));
  if (newest && !planBackup([newest.changed], state.changed).add) return;
  const all = await backups.getAll(backupsOf(state.id));
  const { add, drop } = planBackup(
    all.map(({ changed }) => changed),
    state.changed,
  );
  if (add) await backups.put(state);
  const dropped = drop === undefined ? undefined : all[drop];
  if (dropped) await backups.delete([state.id, dropped.revision]);
}

/**
 * What becomes of the backups when `next` is about to be overwritten.
 * @param times when each backup was made, the oldest first.
 * @returns whether to add one, and the index of one to drop.
 */
export function planBackup(
  times: readonly number[],
  next: number,
): { readonly add: boolean; readonly drop?: number } {
  const last = times.at(-1);
  if (last !== undefined && next - last < spacing) return { add: false };
  return times.length < most ? { add: true } : { add: true, drop: mostSuperfluous(times, next) };
}

/**
 * The one that leaves the smallest hole for its age, so that backups lie close together in the last
 * minutes and ever further apart before. The oldest always stays.
 */
function mostSuperfluous(times: readonly number[], now: number): number {
  const hole = (at: number) =>
    ((times[at + 1] ?? now) - (times[at - 1] ?? 0)) / (now - (times[at] ?? 0) + 1);
  let best = 1;
  for (let at = 2; at < times.length; at += 1) if (hole(at) < hole(best)) best = at;
  return best;
}
