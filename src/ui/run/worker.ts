import { type Problem, problemText } from '../../common/result.ts';
import { catalog } from '../../nodes/catalog.ts';
import {
  type Client,
  type ClientEvent,
  type ClientOptions,
  createClient,
  Pool,
  type WorkerInfo,
} from '../../runtime/browser.ts';
import { assetsUrl } from '../kit/assets.ts';
import { createEmitter } from '../kit/emitter.ts';
import { notify } from '../session/session-store.ts';
import { findStoredFile } from '../storage/stored-files.ts';
import { backendTitle, noteRefusal, useBackends, wantedBackend } from './backends.ts';
import { costs } from './progress.ts';
import { useRun } from './run-store.ts';

let client: Client | undefined;
/** Those beside the first. */
const further = new Set<Client>();
const cacheChanges = createEmitter();

/** The worker that computes; started with the first call. */
export function worker(): Client {
  client ??= startWorker();
  return client;
}

/** Every worker forgets what it has made. */
export async function clearCaches(): Promise<void> {
  await Promise.all([worker(), ...further].map((each) => each.clearCache()));
}

/** Calls back when what the workers have cached has changed. */
export const onCacheChange = cacheChanges.subscribe;

function startWorker(): Client {
  const created = createClient({ ...setup(), ...wantedBackend(useBackends.getState()) });
  created.subscribe(onNotice);
  useRun.setState({ worker: created.status() });
  return created;
}

/** Another one for variants, on the backend and kernels of the first, whose keys it shares. */
function furtherWorker(): Client {
  const { worker: first } = useRun.getState();
  const backend = first.state === 'ready' ? first.info.report.backend : 'auto';
  const { deterministic } = useBackends.getState();
  const created = createClient({
    ...setup(),
    ...{ backend, cacheBytes: 384 * 2 ** 20 },
    deterministic: deterministic && backend === 'wasm',
  });
  further.add(created);
  created.subscribe((event) => {
    if (event.kind === 'cache') cacheChanges.emit();
    if (event.kind === 'status' && event.status.state === 'closed') further.delete(created);
  });
  return created;
}

const setup = () =>
  ({
    catalog,
    spawn: () =>
      new Worker(new URL('../../runtime/worker/worker.ts', import.meta.url), { type: 'module' }),
    findFile: async (file) => (await findStoredFile(file))?.blob,
    assets: assetsUrl(),
  }) as const satisfies Partial<ClientOptions>;

function onNotice(notice: ClientEvent): void {
  switch (notice.kind) {
    case 'status':
      useRun.setState({ worker: notice.status });
      if (notice.status.state === 'replacing') tellProblem(notice.status.because);
      if (notice.status.state === 'failed') tellProblem(notice.status.problem);
      if (notice.status.state === 'ready') notifyRefusals(notice.status.info);
      return;
    case 'cache':
      cacheChanges.emit();
      return;
    case 'backend': {
      const { info, because } = notice;
      useRun.setState({ worker: { state: 'ready', info } });
      notify(
        `${problemText(because)} The run continues with ${backendTitle(info.report.backend)}.`,
      );
    }
  }
}

function tellProblem(problem: Problem): void {
  notify(problemText(problem), 'alert', 'run');
}

/** What was wanted at the start does not work any more, and another one computes. */
function notifyRefusals({ report }: WorkerInfo): void {
  const { choice } = useBackends.getState();
  for (const trial of report.trials) {
    if (trial.outcome === 'passed') continue;
    noteRefusal(trial.name, trial.problem);
    if (trial.name !== choice) continue;
    notify(`${problemText(trial.problem)} ${backendTitle(report.backend)} is used instead.`);
  }
}

/** Each holds a network and pictures of its own, so more cores are not used. */
const most = 4;

let pool:
  | { readonly instance: Pool; readonly workers: number; readonly profile: string }
  | undefined;

/**
 * All workers that compute: one on a graphics card, which does one thing at a time, and otherwise
 * one for each core. Those beyond the first are started when there is work for them.
 */
export function workers(): Pool {
  const { worker: status } = useRun.getState();
  const profile = status.state === 'ready' ? status.info.profile : 'none';
  const workers = workersAtOnce();
  if (pool && pool.workers === workers && pool.profile === profile) return pool.instance;
  pool?.instance.close();
  const instance = new Pool({
    ...{ costs, first: worker(), more: furtherWorker, workers },
    cores: navigator.hardwareConcurrency || 1,
  });
  pool = { instance, workers, profile };
  return instance;
}

/** How many variants are computed at the same time. */
export function workersAtOnce(): number {
  const { worker: status } = useRun.getState();
  const backend = status.state === 'ready' ? status.info.report.backend : 'none';
  const onCores = backend === 'wasm' || backend === 'cpu';
  return onCores ? Math.min(most, navigator.hardwareConcurrency || 1) : 1;
}
