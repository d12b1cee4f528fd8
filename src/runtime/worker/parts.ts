import type { Problem, Result } from '../../common/result.ts';
import type { BackendName } from '../../engine/backend/names.ts';
import type { Session } from '../../engine/session.ts';
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
  readonly useBackend: (
    choice: BackendName | 'auto',
    options: BackendCircumstances,
  ) => Promise<Result<WorkerInfo>>;
  /** Why the current backend can go on no more. */
  readonly breakdown: () => Problem | undefined;
}

/** What a choice of backends has to mind. */
export interface BackendCircumstances {
  /** Those whose GPU went away. */
  readonly lost: readonly BackendName[];
  /** URL of the folder with kernels/. */
  readonly assets: string;
}

/** What exists once the page has said hello. */
export interface WorkerState {
  readonly cache: ValueCache;
  readonly files: Files;
  readonly events: EventPort;
  readonly assets: string;
  info: WorkerInfo;
}
