import { ok, type Result } from '../../common/result.ts';
import type { RunContext } from '../../nodes/context.ts';
import type { ValueCache } from '../cache/value-cache.ts';

/** A step's `once`: looks its long work up among the kept values before it does it. */
export function keepWork(cache: ValueCache, key: string | undefined): RunContext['once'] {
  return async <T>(work: () => Promise<Result<T>>) => {
    if (key === undefined) return work();
    const kept = cache.get(key);
    // The key names the type of node and all that the work depends on, so the value is a T.
    if (kept) return ok(kept.outputs.work as T);
    const started = performance.now();
    const done = await work();
    if (done.ok) cache.put(key, { outputs: { work: done.value } }, performance.now() - started);
    return done;
  };
}
