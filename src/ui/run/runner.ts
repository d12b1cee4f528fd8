import { type Problem, problemText, type Result } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { nodeTitle } from '../../graph/document/names.ts';
import { applyVariant } from '../../graph/document/variants.ts';
import { catalog } from '../../nodes/catalog.ts';
import {
  compile,
  type Environment,
  type Pool,
  type PoolHandle,
  type RunResult,
  type StepEvent,
} from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import { definitionOf } from '../document/node-hooks.ts';
import { livePictures } from '../results/pictures.ts';
import { reproducibleGraph } from '../results/provenance.ts';
import { notify } from '../session/session-store.ts';
import { changeNodes, failedNodes, settled, waitingNodes } from './node-runs.ts';
import { outcomeOf } from './outcome.ts';
import { createProgress } from './progress.ts';
import { finishedRuns, followRun, takePictures, type VariantRun } from './run-events.ts';
import { type Job, nameOf, patchJob, useRun, type VariantId } from './run-store.ts';
import { drawnSeeds, pictureKey } from './variant-plans.ts';
import { worker, workers } from './worker.ts';

interface RunRequest {
  /** What the top bar says: "Running". */
  readonly what: string;
  readonly variants: readonly VariantId[];
  /** Nodes to run to; all outputs when left out. */
  readonly targets?: readonly string[] | undefined;
}

/** Runs what is shown, or what the targets need of it. Progress and results appear on the nodes. */
export function startRun(targets?: readonly string[]): Promise<void> {
  const { variant } = useDocument.getState();
  return start({ what: whatOf(targets), variants: [variant], targets });
}

/** Runs the graph once for each variant. Steps that they share run once; each can fail alone. */
export function runVariants(variants: readonly VariantId[], what = 'Variants'): Promise<void> {
  return start({ what, variants });
}

/** Stops within one gradient step. Results so far stay. */
export function stopRun(): void {
  const { current } = useRun.getState();
  if (!current) return;
  useRun.setState({ current: { ...current, stopping: true } });
  stopJobs();
}

/**
 * Ends the run with the pictures as they are now: what reads them still runs, and the result says
 * where it was stopped. Variants that have not begun are left out. Does nothing when that run is over.
 */
export function stopAndKeep(run = useRun.getState().current?.id): void {
  const { current } = useRun.getState();
  if (!current || current.id !== run || current.stopping || current.keeping) return;
  useRun.setState({ current: { ...current, keeping: true } });
  for (const { keep } of handles.values()) keep();
}

const fresh = { status: 'waiting', fraction: 0, problem: undefined, cutKey: undefined } as const;

async function start(request: RunRequest): Promise<void> {
  if (useRun.getState().current || request.variants.length === 0) return;
  const { what, variants, targets } = request;
  const { document } = useDocument.getState();
  const began = performance.now();
  useRun.setState({
    outcome: undefined,
    current: {
      id: crypto.randomUUID(),
      what,
      variants,
      fraction: 0,
      stopping: false,
      keeping: false,
    },
  });
  for (const id of variants) patchJob(id, fresh);
  const environment = await worker().environment(document);
  // Stop may have been pressed while the worker was starting.
  if (isEnding()) return end(variants, 'Stopped');
  if (!environment.ok) {
    notify(problemText(environment.problem), 'alert');
    return end(variants, 'Not run');
  }
  const prepared = variants.map((id) => prepare(document, id, environment.value, targets));
  useRun.setState({ seeds: drawnSeeds(document, prepared) });
  notifyGeneral(prepared);
  const results = await runJobs(prepared.filter(({ plan }) => plan.steps.length > 0));
  notifyFailure(results);
  end(variants, outcomeOf(results, variants.length, performance.now() - began));
}

function isEnding(): boolean {
  const { current } = useRun.getState();
  return current?.stopping === true || current?.keeping === true;
}

function runJobs(prepared: readonly Prepared[]): Promise<readonly Result<RunResult>[]> {
  const pool = workers();
  const plans = prepared.map(({ plan }) => plan);
  const cached = new Set(plans.flatMap((plan) => [...pool.keysFor(plan)]));
  const progress = createProgress(plans, cached);
  return Promise.all(prepared.map((job) => runJob(job, pool, progress)));
}

function end(variants: readonly VariantId[], outcome: string): void {
  for (const id of variants) {
    changeNodes(id, settled);
    const status = useRun.getState().jobs.get(id)?.status;
    if (status === 'waiting' || status === 'running') patchJob(id, { status: 'stopped' });
  }
  useRun.setState({ current: undefined, outcome });
}

/** What is wrong with no single node has no other place; it is the same in all variants. */
function notifyGeneral([first]: readonly Prepared[]): void {
  const general = first?.errors.find(({ node }) => node === undefined);
  if (general) notify(problemText(general), 'alert');
}

function notifyFailure(results: readonly Result<RunResult>[]): void {
  const failed = results.find((result) => !result.ok);
  if (failed && !failed.ok) notify(problemText(failed.problem), 'alert');
}

function whatOf(targets: readonly string[] | undefined): string {
  const [only] = targets?.length === 1 ? targets : [];
  const node =
    only === undefined ? undefined : graphIndex(useDocument.getState().document).nodes.get(only);
  return node ? `Run to ${nodeTitle(node, definitionOf(node))}` : 'Running';
}

/** A variant that is ready to run. */
export interface Prepared extends VariantRun {
  readonly errors: readonly Problem[];
}

/** Compiles a variant and marks on its nodes, and on its job, what will run and what cannot. */
function prepare(
  document: Document,
  variant: VariantId,
  environment: Environment,
  targets: readonly string[] | undefined,
): Prepared {
  const { plan, errors } = compile(applyVariant(document, variant), catalog, {
    environment,
    ...(targets && { targets }),
  });
  changeNodes(variant, (nodes) => ({
    ...waitingNodes(nodes, plan, workers().keysFor(plan)),
    ...failedNodes(errors),
  }));
  const [error] = errors;
  patchJob(variant, {
    key: pictureKey(plan),
    ...(plan.steps.length === 0 && {
      status: 'failed',
      problem: error,
    }),
  });
  return { plan, variant, errors, graph: reproducibleGraph(document, variant, plan) };
}

const handles = new Map<VariantId, PoolHandle>();

/** Runs one variant as soon as a worker is free for it, and passes on what comes of it. */
async function runJob(
  job: Prepared,
  pool: Pool,
  progress: ReturnType<typeof createProgress>,
): Promise<Result<RunResult>> {
  const { plan, variant } = job;
  const listen = followRun(job);
  const handle = pool.run(plan, (event) => {
    if (event.kind === 'start') patchJob(variant, { status: 'running' });
    listen(event);
    if ('step' in event) onProgress(event);
  });
  handles.set(variant, handle);
  const result = await handle.finished;
  handles.delete(variant);
  if (result.ok) {
    takePictures(job, result.value);
    finishedRuns.emit({ ...job, result: result.value });
  }
  changeNodes(variant, settled);
  patchJob(variant, endOf(result));
  livePictures.delete(nameOf(variant));
  return result;

  function onProgress(event: StepEvent<unknown>): void {
    const estimate = progress.update(plan, event);
    if (!estimate) return;
    const detail = event.kind === 'progress' ? event.detail : undefined;
    patchJob(variant, { fraction: progress.shareOf(plan), detail });
    useRun.setState(({ current }) => ({ current: current && { ...current, ...estimate } }));
  }
}

/** Stops one variant of the run that is under way. @returns whether it was part of it. */
export function stopJob(variant: VariantId): boolean {
  const handle = handles.get(variant);
  handle?.cancel();
  return handle !== undefined;
}

function stopJobs(): void {
  for (const { cancel } of handles.values()) cancel();
}

function endOf(result: Result<RunResult>): Partial<Job> {
  if (!result.ok) return { status: 'failed', problem: result.problem };
  const { end, steps } = result.value.report;
  if (end === 'cancelled') return { status: 'stopped' };
  const cutKey = steps.findLast(({ cut }) => cut)?.key;
  if (cutKey !== undefined) return { status: 'stopped', cutKey };
  const problem = steps.find((step) => step.problem)?.problem;
  return end === 'failed' ? { status: 'failed', problem } : { status: 'done', fraction: 1 };
}
