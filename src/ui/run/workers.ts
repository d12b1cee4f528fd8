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
  const { worker: status } = useRun.getState();
  const backend = status.state === 'ready' ? status.info.report.backend : 'none';
  const onCores = backend === 'wasm' || backend === 'cpu';
  const workers = onCores ? Math.min(most, navigator.hardwareConcurrency || 1) : 1;
  if (pool && pool.workers === workers && pool.backend === backend) return pool.made;
  pool?.made.close();
  const made = createPool({
    ...{ catalog, first: worker(), more: furtherWorker, workers },
    cores: navigator.hardwareConcurrency || 1,
  });
  pool = { made, workers, backend };
  return made;
}
