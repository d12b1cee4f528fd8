import type { Problem, Result } from '../../common/result.ts';
import type { BackendName } from '../../engine/backend/names.ts';
import type { Trial } from '../../engine/backend/use-backend.ts';
import type { Session } from '../../engine/session/session.ts';
import type { Catalog } from '../../graph/definition.ts';
import type { ValueCache } from '../cache/value-cache.ts';
import type { Runs } from '../execute/machine.ts';
import type { Files } from '../files/files.ts';
import type { EventPort } from './event-port.ts';
import type { WorkerInfo } from './protocol.ts';

/** What a worker is made of, so that tests can serve nodes of their own. */
export interface WorkerParts {
  readonly catalog: Catalog;
  readonly runs: Runs;
  readonly session: Session;
  /** Every backend that may work here, the first choice first. */
  readonly backends: readonly BackendName[];
  /**
   * Makes the first of these current that computes right.
   * @param assets URL of the folder with kernels/.
   */
  readonly useBackend: (
    names: readonly BackendName[],
    assets: string,
  ) => Promise<Result<WorkerInfo>>;
  /** Tests and times one, with the time to beat. The worker is of no use afterwards. */
  readonly timeBackend: (name: BackendName, bar: number, assets: string) => Promise<Trial>;
  /** Lets no more than so many threads work on a picture. */
  readonly useThreads: (count: number) => void;
  /** Why the current backend can go on no more. */
  readonly breakdown: () => Problem | undefined;
}

/** What exists once the page has said hello. */
export interface WorkerState {
  readonly cache: ValueCache;
  readonly files: Files;
  readonly events: EventPort;
  readonly assets: string;
  info: WorkerInfo;
}
