import { expose, transfer } from 'comlink';
import { fail, ok } from '../../common/result.ts';
import type { BackendName } from '../../engine/index.ts';
import { aboutNetwork, checkNext, nothingChecked } from '../../engine/index.ts';
import { createCache } from '../cache/value-cache.ts';
import type { UnfinishedKeeper } from '../execute/executor-types.ts';
import { browserFiles } from '../files/browser-files.ts';
import { createFiles } from '../files/files.ts';
import { type EventPort, openEventPort } from './event-port.ts';
import { holdLock } from './liveness-lock.ts';
import type { WorkerApi, WorkerInfo, WorkerSetup } from './protocol.ts';
import { createRunner, type WorkerParts, type WorkerState } from './runner.ts';
import { openUnfinishedWorks } from './unfinished-works.ts';

/** Answers the page from inside a worker. */
export function serve(parts: WorkerParts): void {
  let state: WorkerState | undefined;
  const started = () => {
    if (!state) throw new Error('The worker was used before it was started.');
    return state;
  };
  const runner = createRunner(parts, started);

  const api: WorkerApi = {
    start: async (setup, port, findFile) => {
      await holdLock(setup.livenessLock);
      const names = inTurn(setup.backend, parts.backends);
      const info = await parts.useBackend(names, setup.assets, setup.deterministic);
      if (!info.ok) return info;
      state = openState(setup, openEventPort(port, setup.previewSize), info.value, findFile);
      return info;
    },
    useBackend: async ({ backend, deterministic }) => {
      parts.session.dispose();
      const names = backend === 'auto' ? parts.backends : [backend];
      const info = await parts.useBackend(names, started().assets, deterministic);
      if (info.ok) started().info = info.value;
      return info;
    },
    timeBackend: async (name, bar, assets) => ok(await parts.timeBackend(name, bar, assets)),
    run: async (run, plan, of) => {
      const result = await runner.run(run, plan, of);
      const buffers = result.pictures.map(({ picture }) => picture.data.buffer);
      return transfer(ok(result), buffers);
    },
    cancel: runner.cancel,
    keep: runner.keep,
    useThreads: (count) => parts.useThreads(count),
    hashFile: (reference, kind) => started().files.hash(reference, kind),
    describeNetwork: async (reference) => {
      const network = await started().files.loadNetwork(reference);
      return network.ok ? ok(aboutNetwork(network.value)) : network;
    },
    checkNetwork: async (reference) => {
      const network = await started().files.loadNetwork(reference);
      if (!network.ok) return network;
      const known = (await parts.session.checks?.get(network.value.hash)) ?? nothingChecked;
      const { offered } = aboutNetwork(network.value);
      const checked = await checkNext(parts.session, network.value, offered, known);
      return checked.problem ? fail(checked.problem) : ok(checked);
    },
    clearCache: () => {
      started().cache.clear();
      started().unfinished?.clear();
    },
  };
  expose(withoutThrowing(api));
}

/** What to start with: the choice, or what works without it. */
function inTurn(choice: BackendName | 'auto', all: readonly BackendName[]): readonly BackendName[] {
  return choice === 'auto' ? all : [choice, ...all.filter((name) => name !== choice)];
}

function openState(
  setup: WorkerSetup,
  events: EventPort,
  info: WorkerInfo,
  findFile: Parameters<WorkerApi['start']>[2],
): WorkerState {
  const cache = createCache(setup.cacheBytes, (added, removed) => {
    if (added.length + removed.length > 0) events.post({ kind: 'cache', added, removed });
  });
  const { assets, interrupt } = setup;
  const files = createFiles(browserFiles(assets, findFile));
  const unfinished = keepUnfinished(events);
  return { cache, files, events, assets, info, unfinished, ...(interrupt && { interrupt }) };
}

/** Keeps unfinished work over a reload, and tells the page what there is to go on with. */
function keepUnfinished(events: EventPort): UnfinishedKeeper {
  const works = openUnfinishedWorks();
  const tell = (key: string, next: number | undefined) =>
    events.post({ kind: 'unfinished', key, next });
  void works.list().then((all) => {
    for (const { key, next } of all) tell(key, next);
  });
  return {
    get: works.get,
    put: (key, work, next) => void works.put(key, work, next).then(() => tell(key, next)),
    drop: (key) => void works.drop(key).then(() => tell(key, undefined)),
    clear: () => {
      void works.list().then(async (all) => {
        await works.clear();
        for (const { key } of all) tell(key, undefined);
      });
    },
  };
}

/** A bug in the worker reaches the page as a problem, like everything else that goes wrong. */
function withoutThrowing(api: WorkerApi): WorkerApi {
  const guarded = Object.entries(api).map(
    ([name, call]: [string, (...args: never[]) => unknown]) => [
      name,
      async (...args: never[]) => {
        try {
          return await call(...args);
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          const message = `The worker had a fault: ${reason}. Try again; if it stays, load the page again.`;
          return fail({ code: 'fault', message });
        }
      },
    ],
  );
  return Object.fromEntries(guarded) as WorkerApi;
}
