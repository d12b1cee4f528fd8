import { ok, type Result } from '../../common/result.ts';
import type { Environment } from '../compile/plan.ts';
import { type FileUse, hashFiles, referenceKey } from '../keys/files.ts';
import { drawSeeds } from '../keys/seeds.ts';
import type { Client, ClientNotice, ClientOptions } from './client-types.ts';
import { compareBackends } from './compare-backends.ts';
import { Keeper } from './keeper.ts';
import type { WorkerMessage } from './protocol.ts';
import { createRunDesk } from './run-desk.ts';

const defaults = { backend: 'auto', cacheBytes: 768 * 2 ** 20, previewSize: 768 } as const;

/** Starts a worker, keeps one alive, and speaks with it. */
export function createClient(options: ClientOptions): Client {
  const { catalog, assets, backend, cacheBytes, previewSize } = { ...defaults, ...options };
  const listeners = new Set<(notice: ClientNotice) => void>();
  const notify = (notice: ClientNotice) => {
    for (const listener of listeners) listener(notice);
  };
  const cached = new Set<string>();
  const hashes = new Map<string, Promise<Result<string>>>();

  const onMessage = (message: WorkerMessage) => {
    switch (message.kind) {
      case 'run':
        return desk.hear(message.event);
      case 'cache':
        for (const key of message.removed) cached.delete(key);
        for (const key of message.added) cached.add(key);
        return notify({ kind: 'cache' });
      case 'backend':
        keeper.noteBackend(message.info);
        return notify(message);
    }
  };
  const onLost = () => {
    cached.clear();
    notify({ kind: 'cache' });
  };
  const onStatus = () => notify({ kind: 'status', status: keeper.status });
  const setup = { backend, assets, cacheBytes, previewSize };
  const keeper: Keeper = new Keeper(options, setup, { onStatus, onMessage, onLost });
  const desk = createRunDesk(keeper);

  const hash = async ({ reference, kind }: FileUse): Promise<Result<string>> => {
    const key = `${kind} ${referenceKey(reference)}`;
    const known = hashes.get(key);
    if (known) return known;
    const asked = keeper.call((api) => api.hashFile(reference, kind));
    hashes.set(key, asked);
    const answer = await asked;
    // What failed may be mended: the file chosen again, the network back.
    if (!answer.ok) hashes.delete(key);
    return answer;
  };

  return {
    status: () => keeper.status,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ready: () => keeper.ready(),
    environment: async (document): Promise<Result<Environment>> => {
      const ready = await keeper.ready();
      if (!ready.ok) return ready;
      const files = await hashFiles(document, catalog, hash);
      const { status } = keeper;
      const { profile } = status.state === 'ready' ? status.info : ready.value;
      return ok({ profile, files, seed: drawSeeds() });
    },
    run: desk.run,
    useThreads: (count) => void keeper.call(async (api) => ok(await api.useThreads(count))),
    cachedKeys: () => cached,
    clearCache: async () => {
      await keeper.call(async (api) => ok(await api.clearCache()));
    },
    useBackend: async (choice) => {
      if (keeper.status.state === 'failed') return keeper.restart(choice);
      const info = await desk.between(() => keeper.call((api) => api.useBackend(choice)));
      if (info.ok) keeper.noteBackend(info.value);
      return info;
    },
    compareBackends: (signal) => compareBackends(options, signal),
    describeNetwork: (reference) => keeper.call((api) => api.describeNetwork(reference)),
    readPicture: (reference, longSide) =>
      keeper.call((api) => api.readPicture(reference, longSide)),
    restart: () => keeper.restart(),
    close: () => keeper.close(),
  };
}
