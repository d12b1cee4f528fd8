import { macrotask } from '../../common/macrotask.ts';

/** Asked between steps and tiles: lets the host breathe, then says whether to stop. */
export type ShouldStop = () => Promise<boolean>;

export function createStop(signal: AbortSignal | undefined): ShouldStop {
  return async () => {
    if (signal?.aborted) return true;
    await macrotask();
    return signal?.aborted ?? false;
  };
}
