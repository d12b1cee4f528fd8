import type { Problem } from '../../common/result.ts';
import { ok, type Result } from '../../common/result.ts';
import type { Picture } from '../../engine/index.ts';
import type { CutShort, RunContext } from '../../nodes/_run/node-run.ts';
import { type Remarks, unfinishedKey, type ValueCache } from '../cache/value-cache.ts';
import type { PlanStep } from '../compile/plan.ts';
import type { StepEvent } from './events.ts';
import type { OnAscent, Services, UnfinishedKeeper } from './executor-types.ts';

/** What all steps of a run share. */
export interface RunEnv {
  readonly gate: PreviewGate;
  readonly signal: AbortSignal;
  readonly keep?: AbortSignal;
  readonly emit: (event: StepEvent<Picture>) => void;
  readonly given: ReadonlyMap<string, Picture>;
  readonly onAscent?: OnAscent;
}

/** What one step may use, and what it has reported so far. */
export interface StepContext {
  readonly context: RunContext;
  readonly remarks: () => Remarks;
  /** Where its work was cut short, if it was. */
  readonly cut: () => CutShort | undefined;
}

export function createStepContext(
  { step, node }: PlanStep,
  services: Services,
  { signal, keep, gate, emit, onAscent }: RunEnv,
  memo: Memo,
): StepContext {
  let objective: number | undefined;
  /** The same until it was told with the progress, once. */
  let unheard: number | undefined;
  let cut: CutShort | undefined;
  let shares: readonly number[] | undefined;
  const warnings: Problem[] = [];
  const context: RunContext = {
    ...services,
    signal: keep ? AbortSignal.any([signal, keep]) : signal,
    isKept: () => !signal.aborted && (keep?.aborted ?? false),
    cutShort: (where) => {
      cut ??= where;
    },
    tellShares: (told) => {
      shares = told;
    },
    ...keptWork(memo, () => cut !== undefined),
    progress: (fraction, detail) => {
      const share = Math.min(1, Math.max(0, fraction));
      const told = unheard;
      unheard = undefined;
      emit({
        kind: 'progress',
        step,
        node,
        fraction: share,
        ...(detail !== undefined && { detail }),
        ...(told !== undefined && { objective: told }),
      });
    },
    preview: async (read, size) => {
      if (signal.aborted || !gate.enter(node)) return;
      const picture = await read(previewSide);
      emit({ kind: 'preview', step, node, final: false, picture, ...(size && { size }) });
    },
    warn: (problem) => {
      warnings.push(problem);
      emit({ kind: 'warning', step, node, problem });
    },
    onAscent: (event) => {
      if (event.kind === 'step') {
        objective = event.objective;
        unheard = objective;
      }
      onAscent?.(node, event);
    },
  };
  const remarks = () => ({
    ...(objective !== undefined && { objective }),
    ...(warnings.length > 0 && { warnings }),
    ...(shares && { shares }),
  });
  return { context, remarks, cut: () => cut };
}

/** Where a step keeps its long work, and under which key; without one it is kept nowhere. */
export interface Memo {
  readonly cache: ValueCache;
  readonly kept?: UnfinishedKeeper | undefined;
  readonly key: string | undefined;
}

/**
 * A step's `memoise`: looks its long work up in the cache before it does it.
 * @param isCut whether the work was not done to its end, so that the key would lie.
 */
function memoiser({ cache, kept, key }: Memo, isCut: () => boolean): RunContext['memoise'] {
  return async <T>(work: () => Promise<Result<T>>) => {
    if (key === undefined) return work();
    const cached = cache.get(key);
    // The key names the type of node and all that the work depends on, so the value is a T.
    if (cached) return ok(cached.outputs.work as T);
    const started = performance.now();
    const done = await work();
    if (done.ok && !isCut()) {
      cache.put(key, { outputs: { work: done.value } }, performance.now() - started);
      cache.drop(unfinishedKey(key));
      kept?.drop(key);
    }
    return done;
  };
}

type KeptWork = Pick<RunContext, 'memoise' | 'unfinished' | 'keepUnfinished'>;

/** What a step keeps of its work, so that a run after one that was stopped goes on from there. */
function keptWork(memo: Memo, isCut: () => boolean): KeptWork {
  const { cache, kept, key } = memo;
  const started = performance.now();
  return {
    memoise: memoiser(memo, isCut),
    unfinished: async () => {
      if (key === undefined) return undefined;
      return cache.get(unfinishedKey(key))?.outputs.work ?? kept?.get(key);
    },
    keepUnfinished: (work, next) => {
      if (key === undefined) return;
      kept?.put(key, work, next);
      cache.put(unfinishedKey(key), { outputs: { work } }, performance.now() - started);
    },
  };
}

/** Lets a picture of each node through at most so often. */
export interface PreviewGate {
  /** Whether a preview of the node may be made now; if so, it counts as made. */
  enter(node: string): boolean;
}

const perSecond = 10;
/** Long side of live pictures, in pixels: more than a screen shows of them is not read back. */
const previewSide = 1024;

/**
 * @param isWanted says that nobody looks at a node or that the page is behind.
 * @param now milliseconds.
 */
export function createPreviewGate(
  isWanted: (node: string) => boolean = () => true,
  now: () => number = () => performance.now(),
): PreviewGate {
  const last = new Map<string, number>();
  return {
    enter: (node) => {
      const time = now();
      if (time - (last.get(node) ?? -Infinity) < 1000 / perSecond || !isWanted(node)) return false;
      last.set(node, time);
      return true;
    },
  };
}
