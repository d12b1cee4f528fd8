import { ok, type Result } from '../../common/result.ts';
import {
  type BackendName,
  type BackendReport,
  createSession,
  type Session,
  useBackend,
} from '../../engine/index.ts';
import type { Document } from '../../graph/document.ts';
import { catalog } from '../../nodes/catalog.ts';
import { runs } from '../../nodes/runs.ts';
import { createCache } from '../cache/value-cache.ts';
import type { Environment } from '../compile/plan.ts';
import type { Machine } from '../execute/machine.ts';
import { profileOf } from '../execute/profile.ts';
import { createFiles } from '../files/files.ts';
import type { FileWorld } from '../files/world.ts';
import { hashFiles } from '../keys/files.ts';
import { drawSeeds } from '../keys/seeds.ts';

/** The runtime without a browser: the same plan, executor and nodes in this very process. */
export interface NodeHost {
  readonly machine: Machine;
  readonly backend: BackendReport;
  /** What `compile` needs to know; random seeds are drawn once for the host. */
  environment(document: Document): Promise<Environment>;
  /** Frees what the session holds on the backend. */
  close(): void;
}

export interface NodeHostOptions {
  readonly world: FileWorld;
  readonly backend?: BackendName | 'auto';
  /** For kept values. */
  readonly cacheBytes?: number;
}

/** Problems: those of `useBackend`. */
export async function createNodeHost(options: NodeHostOptions): Promise<Result<NodeHost>> {
  const { world, backend = 'auto', cacheBytes = 2 ** 30 } = options;
  const used = await useBackend(backend);
  if (!used.ok) return used;
  const session: Session = createSession();
  const files = createFiles(world);
  const profile = profileOf(used.value.backend);
  const seed = drawSeeds();
  const { readPicture, loadNetwork } = files;
  return ok({
    machine: {
      catalog,
      runs,
      profile,
      cache: createCache(cacheBytes),
      host: { session, readPicture, loadNetwork },
    },
    backend: used.value,
    environment: async (document) => ({
      profile,
      files: await hashFiles(document, catalog, (use) => files.hash(use.reference, use.kind)),
      seed,
    }),
    close: session.dispose,
  });
}
