import type { HistoryEntry } from './history-entry.ts';

type Sized = Pick<HistoryEntry, 'id' | 'made' | 'bytes' | 'starred' | 'deleted'>;

export function bytesOf(entries: readonly Pick<HistoryEntry, 'bytes'>[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * Which entries go so that the rest takes no more than `limit` bytes: what was deleted already, then
 * the oldest. Those with a star stay, even if they alone take more.
 */
export function toEvict<Entry extends Sized>(
  entries: readonly Entry[],
  limit: number,
): readonly Entry[] {
  let bytes = bytesOf(entries);
  const going: Entry[] = [];
  for (const entry of entries.filter(mayGo).sort(byWorth)) {
    if (bytes <= limit) break;
    going.push(entry);
    bytes -= entry.bytes;
  }
  return going;
}

function mayGo({ starred, deleted }: Sized): boolean {
  return !starred || deleted !== undefined;
}

function byWorth(a: Sized, b: Sized): number {
  const alive = Number(a.deleted === undefined) - Number(b.deleted === undefined);
  return alive || a.made - b.made;
}
