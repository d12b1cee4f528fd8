import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { problemText, type Result } from '../../common/result.ts';
import { count } from '../../graph/document/names.ts';
import { shownBytes } from '../kit/durations.ts';
import { notify } from '../session/session-store.ts';
import { toEvict } from './eviction.ts';
import type { HistoryEntry } from './history-entry.ts';
import { changeEntries, listHistory, purge } from './history-storage.ts';

const megabyte = 1_000_000;

/** What a person may choose, in bytes. */
export const historyLimits = [100, 250, 500, 1000, 2000, 5000].map((size) => size * megabyte);

/** How many bytes the history may take; a matter of this browser. */
export const useHistoryLimit = create<{ readonly limit: number }>()(
  persist(() => ({ limit: 500 * megabyte }), {
    name: 'dreamgraph-history',
    storage: createJSONStorage(() => localStorage),
  }),
);

export interface HistoryState {
  /** The newest first; undefined: not asked for yet. */
  readonly entries: readonly HistoryEntry[] | undefined;
  /** Why the history cannot be read. */
  readonly problem: string | undefined;
  /** What was deleted last and can be put back. */
  readonly deleted: Deleted | undefined;
}

export interface Deleted {
  readonly ids: readonly string[];
  /** "2 pictures were deleted." */
  readonly text: string;
  /** The limit as it was, where a lower one was the reason. */
  readonly limit?: number;
}

export const useHistory = create<HistoryState>(() => ({
  entries: undefined,
  problem: undefined,
  deleted: undefined,
}));

const channel =
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('dreamgraph-history');

channel?.addEventListener('message', () => {
  if (useHistory.getState().entries) void reload();
});

/** Reads the list when it is first wanted. */
export async function openHistory(): Promise<void> {
  if (useHistory.getState().entries) return;
  await purge([]);
  await reload();
}

/** After a change in storage: this tab and the others read the list again. */
export async function historyChanged(): Promise<void> {
  channel?.postMessage('changed');
  if (useHistory.getState().entries) await reload();
}

export async function setStarred(ids: readonly string[], starred: boolean): Promise<void> {
  await change(ids, (entry) => ({ ...entry, starred }));
}

/** Takes pictures out of the history; the last ones that went can be put back. */
export async function deletePictures(ids: readonly string[]): Promise<void> {
  const went = ids.length === 1 ? 'was deleted' : 'were deleted';
  await remove({ ids, text: `${count(ids.length, 'picture')} ${went}.` });
}

export async function undoDelete(): Promise<void> {
  const { deleted } = useHistory.getState();
  if (!deleted) return;
  useHistory.setState({ deleted: undefined });
  if (deleted.limit !== undefined) useHistoryLimit.setState({ limit: deleted.limit });
  await change(deleted.ids, ({ deleted: _, ...entry }) => entry);
}

/** A lower limit takes the oldest pictures out at once, and says so. */
export async function setHistoryLimit(limit: number): Promise<void> {
  const before = useHistoryLimit.getState().limit;
  useHistoryLimit.setState({ limit });
  const ids = toEvict(useHistory.getState().entries ?? [], limit).map(({ id }) => id);
  if (ids.length === 0) return;
  const text = `${count(ids.length, 'picture')} went, so that the history fits ${shownBytes(limit)}.`;
  await remove({ ids, text, limit: before });
}

async function remove(deleted: Deleted): Promise<void> {
  const before = useHistory.getState().deleted;
  const now = Date.now();
  if (!(await change(deleted.ids, (entry) => ({ ...entry, deleted: now })))) return;
  useHistory.setState({ deleted });
  if (before) await purge(before.ids);
}

/** @returns whether it could be done; why not is said. */
async function change(
  ids: readonly string[],
  how: (entry: HistoryEntry) => HistoryEntry,
): Promise<boolean> {
  const changed = succeeded(await changeEntries(ids, how));
  if (changed) await historyChanged();
  return changed;
}

async function reload(): Promise<void> {
  const listed = await listHistory();
  if (listed.ok) useHistory.setState({ entries: listed.value, problem: undefined });
  else useHistory.setState({ entries: [], problem: problemText(listed.problem) });
}

function succeeded(result: Result<unknown>): boolean {
  if (!result.ok) notify(problemText(result.problem), 'alert');
  return result.ok;
}
