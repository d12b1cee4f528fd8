import { ok, type Problem, type Result } from '../../../src/common/result.ts';
import type { Document } from '../../../src/graph/document/document.ts';
import { parseDocument } from '../../../src/graph/file/parse.ts';
import { catalog } from '../../../src/nodes/catalog.ts';
import type {
  Client,
  Environment,
  Plan,
  Pool,
  RgbaPicture,
  RunEvent,
  RunResult,
  StepEvent,
} from '../../../src/runtime/browser.ts';

/** A run that was handed to the workers and has not ended. */
export interface StartedRun {
  readonly plan: Plan;
  readonly cancelled: () => boolean;
  readonly kept: () => boolean;
  readonly begin: () => void;
  readonly tell: (event: StepEvent<RgbaPicture>) => void;
  readonly finish: (result: Result<RunResult>) => void;
}

/** What stands in for `src/ui/run/worker.ts`: computes nothing, and does what a test says. */
export function createFakeWorker() {
  const runs: StartedRun[] = [];
  const cached = new Set<string>();
  const cacheListeners = new Set<() => void>();
  const fixed: Environment = { profile: 'test', files: new Map(), seed: () => 77 };
  let environment: () => Promise<Result<Environment>> = async () => ok(fixed);

  const client: Pick<Client, 'environment' | 'cachedKeys' | 'unfinished'> = {
    environment: () => environment(),
    cachedKeys: () => cached,
    unfinished: () => new Map(),
  };
  const pool: Pick<Pool, 'run' | 'keysFor'> = {
    keysFor: () => cached,
    run(plan, listener) {
      let cancelled = false;
      let kept = false;
      let finish: StartedRun['finish'] = () => {};
      const finished = new Promise<Result<RunResult>>((resolve) => {
        finish = resolve;
      });
      let seq = 0;
      const send = (event: object) => {
        listener?.({ run: 'test', seq: seq++, ...event } as RunEvent<RgbaPicture>);
      };
      runs.push({
        plan,
        cancelled: () => cancelled,
        kept: () => kept,
        begin: () => send({ kind: 'start', steps: plan.steps.length }),
        tell: send,
        finish,
      });
      return {
        finished,
        cancel: () => {
          cancelled = true;
        },
        keep: () => {
          kept = true;
        },
      };
    },
  };
  return {
    runs,
    cached,
    cacheChanged: () => {
      for (const listener of cacheListeners) listener();
    },
    /** The environment is not ready before the promise is. */
    setEnvironment: (next: Promise<Result<Environment>> | undefined) => {
      environment = async () => (await next) ?? ok(fixed);
    },
    /** The exports of the module that it stands in for. */
    module: {
      worker: () => client,
      workers: () => pool,
      clearCaches: async () => cached.clear(),
      onCacheChange: (listener: () => void) => {
        cacheListeners.add(listener);
        return () => cacheListeners.delete(listener);
      },
    },
  };
}

/** How a run ended, with a picture of each target unless it failed or was stopped. */
export function resultOf(
  plan: Plan,
  end: 'done' | 'cancelled' | 'failed' = 'done',
  problem?: Problem,
): Result<RunResult> {
  const steps = plan.steps.map(({ step, node, type, name, key }) => ({
    ...{ step, node, type, name, key, ms: 5, cached: false },
    ...(problem && { problem }),
  }));
  const picture = { width: 2, height: 1, data: new Uint8ClampedArray(8) };
  return ok({
    report: { end, ms: 1200, profile: 'test', steps, seeds: plan.seeds },
    delays: new Map(),
    pictures: end === 'done' ? plan.targets.map((target) => ({ ...target, picture })) : [],
  });
}

/** Noise of a seed that is drawn, saved; and a variant with a seed of its own. */
export function noiseDocument(): Document {
  const parsed = parseDocument(
    {
      format: 'dreamgraph',
      version: 1,
      name: 'Noise',
      nodes: [
        { id: 'noise', type: 'noise', params: { seed: 'random' } },
        { id: 'save', type: 'save-image' },
      ],
      edges: [
        {
          id: 'e',
          from: { node: 'noise', output: 'image' },
          to: { node: 'save', input: 'image' },
        },
      ],
      variants: [{ id: 'v', name: 'Five', params: { noise: { seed: 5 } } }],
    },
    catalog,
  );
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.value.document;
}
