import { catalog } from '../../nodes/catalog.ts';
import { createPool, type Pool } from '../../runtime/client.ts';
import { useRun } from './run-store.ts';
import { furtherWorker, worker } from './worker.ts';

/** Each holds a network and pictures of its own, so more cores are not used. */
const most = 4;

let pool: { readonly made: Pool; readonly workers: number; readonly backend: string } | undefined;

/**
 * All workers that compute: one on a graphics card, which does one thing at a time, and otherwise
 * one for each core. Those beyond the first are started when there is work for them.
 */
export function workers(): Pool {
  const backend = currentBackend();
  const workers = workersAtOnce();
  if (pool && pool.workers === workers && pool.backend === backend) return pool.made;
  pool?.made.close();
  const made = createPool({
    ...{ catalog, first: worker(), more: furtherWorker, workers },
    cores: navigator.hardwareConcurrency || 1,
  });
  pool = { made, workers, backend };
  return made;
}

/** How many variants are computed at the same time. */
export function workersAtOnce(): number {
  const backend = currentBackend();
  const onCores = backend === 'wasm' || backend === 'cpu';
  return onCores ? Math.min(most, navigator.hardwareConcurrency || 1) : 1;
}

function currentBackend(): string {
  const { worker: status } = useRun.getState();
  return status.state === 'ready' ? status.info.report.backend : 'none';
}
