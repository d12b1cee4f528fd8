import { type Problem, problemText, type Result } from '../../common/result.ts';
import { applyVariant } from '../../graph/document/variants.ts';
import { catalog } from '../../nodes/catalog.ts';
import {
  compile,
  type Environment,
  type Pool,
  type PoolHandle,
  type RunResult,
  type StepEvent,
  withSeedsOfFiles,
} from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import { createEmitter } from '../kit/emitter.ts';
import { livePictures } from '../results/pictures.ts';
import { reproducibleGraph } from '../results/provenance.ts';
import { dismissAbout, notify } from '../session/session-store.ts';
import { type FilmRequest, runFilm, wantedRange } from './film.ts';
import {
  brokenOff,
  changeNodes,
  failedNodes,
  isHome,
  patchNode,
  settled,
  waitingNodes,
} from './node-runs.ts';
import { endOf, outcomeOf, problemToTell } from './outcome.ts';
import { type PhotosRequest, runPhotos } from './photos.ts';
import { createProgress } from './progress.ts';
import { finishedRuns, followRun, takePictures, type VariantRun } from './run-events.ts';
import { enqueue, nextInQueue, type RunWish, requestNow, whatOf } from './run-queue.ts';
import {
  type Job,
  nameOf,
  patchJob,
  type RunRequest,
  useRun,
  type VariantId,
} from './run-store.ts';
import { drawnSeeds, pictureKey } from './variant-plans.ts';
import { clearCaches, worker, workers } from './worker.ts';

/** Runs what is shown, or what the targets need of it. Progress and results appear on the nodes. */
export function startRun(targets?: readonly string[]): Promise<void> {
  const { document, variant } = useDocument.getState();
  const what = targets ? whatOf(document, targets) : 'Dreaming';
  return runOrEnqueue({ what, variants: [variant], targets });
}

/** Renders what is missing of a range of the film, by default of the range that is chosen. */
export function renderRange(range = wantedRange()): Promise<void> {
  const { variant } = useDocument.getState();
  if (!range) return startRun();
  return runOrEnqueue({ what: 'Rendering', variants: [variant], range });
}

/** Dreams on some of several photos. */
export function runSomePhotos(photos: readonly number[]): Promise<void> {
  return runOrEnqueue({ what: 'Dreaming', variants: [useDocument.getState().variant], photos });
}

/** Forgets what is cached, and runs all of it again. */
export function runAnew(): Promise<void> {
  return runOrEnqueue({ what: 'Dreaming', variants: [useDocument.getState().variant], anew: true });
}

/** Runs the graph once for each variant. Steps that they share run once; each can fail alone. */
export function runVariants(variants: readonly VariantId[], what = 'Variants'): Promise<void> {
  return runOrEnqueue({ what, variants });
}

/** At once, or after what runs and waits already: then with the graph as it is now. */
export async function runOrEnqueue(wish: RunWish): Promise<void> {
  if (wish.variants.length === 0) return;
  const request = requestNow(wish);
  if (useRun.getState().current) enqueue(request);
  else await start(request);
}

/** Stops within one gradient step. Results so far stay, and what waits in the queue goes on. */
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
  for (const { keep } of atWork()) keep();
}

const fresh = { status: 'waiting', fraction: 0, problem: undefined, cutKey: undefined } as const;

/** Every run that is over, however it ended. */
export const endedRuns = createEmitter<{
  readonly request: RunRequest;
  readonly outcome: string;
  readonly ms: number;
}>();

/** What the last run was asked for. */
let last: RunWish | undefined;

/** The last run once more, with the graph as it is now. */
export function runAgain(): Promise<void> {
  return last ? runOrEnqueue(last) : startRun();
}

async function start(request: RunRequest): Promise<void> {
  const { document, variants, anew, what, targets } = request;
  last = { what, variants, targets, range: request.range, photos: request.photos };
  const began = performance.now();
  useRun.setState({
    outcome: undefined,
    current: { ...request, fraction: 0, stopping: false, keeping: false },
  });
  for (const id of variants) patch(request, id, fresh);
  if (anew) await clearCaches();
  if (request.range) return startFilm({ ...request, range: request.range });
  if (request.photos) return startPhotos({ ...request, photos: request.photos });
  const environment = await worker().environment(document);
  // Stop may have been pressed while the worker was starting.
  if (isEnding()) return end(request, 'Stopped');
  if (!environment.ok) {
    notify(problemText(environment.problem), 'alert', 'run');
    return end(request, 'Not run');
  }
  const seeded =
    request.photo === undefined
      ? environment.value
      : withSeedsOfFiles(environment.value, document, catalog);
  const prepared = variants.map((id) => prepare(request, id, seeded));
  if (isHome(request)) useRun.setState({ seeds: drawnSeeds(document, prepared) });
  const results = await runJobs(prepared.filter(({ plan }) => plan.steps.length > 0));
  const problem = problemToTell(prepared[0]?.errors, results);
  if (problem) notify(problemText(problem), 'alert', 'run');
  else if (results.some(({ ok }) => ok)) dismissAbout('run');
  const missing = prepared[0]?.errors[0];
  const ms = performance.now() - began;
  end(request, outcomeOf(results, variants.length, ms, missing), ms);
}

/** Stop, also with what there is, ends the frame that is under way; those that are finished stay. */
function startFilm(request: FilmRequest): Promise<void> {
  const stop = new AbortController();
  const cancel = () => stop.abort();
  const what = 'The film was broken off';
  const rest = 'What is rendered stays; render it again.';
  return startLong(request, { cancel, keep: cancel }, { what, rest }, () =>
    runFilm(request, stop.signal),
  );
}

/** Stop ends the photo that is under way; to keep what there is, it ends after that photo. */
function startPhotos(request: PhotosRequest): Promise<void> {
  const [stop, last] = [new AbortController(), new AbortController()];
  const ends = { cancel: () => stop.abort(), keep: () => last.abort() };
  const what = 'The run was broken off';
  const rest = 'The pictures that are made stay; run it again.';
  return startLong(request, ends, { what, rest }, () =>
    runPhotos(request, { signal: stop.signal, afterThis: last.signal }),
  );
}

/** A run of many pictures, each of which is kept as soon as it is there. */
async function startLong(
  request: RunRequest,
  ends: Pick<PoolHandle, 'cancel' | 'keep'>,
  { what, rest }: { readonly what: string; readonly rest: string },
  run: () => Promise<string>,
): Promise<void> {
  const began = performance.now();
  const [variant] = request.variants;
  long.set(variant, ends);
  const { current } = useRun.getState();
  if (current?.stopping) ends.cancel();
  else if (current?.keeping) ends.keep();
  const outcome = await run().catch((error: unknown) => {
    notify(`${what}: ${error}. ${rest}`, 'alert', 'run');
    return 'Not finished';
  });
  long.delete(variant);
  end(request, outcome, performance.now() - began);
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

/** Nothing of it waits any more, and the next one in the queue begins. */
function end(request: RunRequest, outcome: string, ms = 0): void {
  for (const variant of request.variants) {
    changeNodes({ ...request, variant }, settled);
    const status = useRun.getState().jobs.get(variant)?.status;
    if (status === 'waiting' || status === 'running')
      patch(request, variant, { status: 'stopped' });
  }
  useRun.setState({ current: undefined, outcome });
  endedRuns.emit({ request, outcome, ms });
  const next = nextInQueue();
  if (next) void start(next);
}

/** A variant that is ready to run. */
export interface Prepared extends VariantRun {
  readonly errors: readonly Problem[];
}

/** Compiles a variant and marks on its nodes, and on its job, what will run and what cannot. */
function prepare(request: RunRequest, variant: VariantId, environment: Environment): Prepared {
  const { home, photo, document, targets } = request;
  const { plan, errors } = compile(applyVariant(document, variant), catalog, {
    environment,
    ...frameOf(request),
    ...(targets && { targets }),
  });
  changeNodes({ home, variant, photo }, (nodes) => ({
    ...waitingNodes(nodes, plan, workers().keysFor(plan)),
    ...failedNodes(errors),
  }));
  const [problem] = errors;
  const nothing = plan.steps.length === 0 && ({ status: 'failed', problem } as const);
  patch(request, variant, { key: pictureKey(plan), ...nothing });
  return { home, photo, plan, variant, errors, graph: reproducibleGraph(document, variant, plan) };
}

/** What has become of a variant of the document that is open. */
function patch(of: Pick<RunRequest, 'home'>, variant: VariantId, change: Partial<Job>): void {
  if (isHome(of)) patchJob(variant, change);
}

const handles = new Map<VariantId, PoolHandle>();
/** What of the frame before would go into it, is left out: that takes all frames before it. */
function frameOf({ frame }: RunRequest) {
  return { frame, before: new Map() };
}

const long = new Map<VariantId, Pick<PoolHandle, 'cancel' | 'keep'>>();

function atWork() {
  return [...handles.values(), ...long.values()];
}

/** Runs one variant as soon as a worker is free for it, and passes on what comes of it. */
async function runJob(
  job: Prepared,
  pool: Pool,
  progress: ReturnType<typeof createProgress>,
): Promise<Result<RunResult>> {
  const { plan, variant } = job;
  const listen = followRun(job);
  const handle = pool.run(plan, (event) => {
    if (event.kind === 'start') patch(job, variant, { status: 'running' });
    listen(event);
    if ('step' in event) onProgress(event);
  });
  handles.set(variant, handle);
  const result = await handle.finished;
  handles.delete(variant);
  if (result.ok) {
    takePictures(job, result.value);
    finishedRuns.emit({ ...job, result: result.value });
  } else changeNodes(job, (nodes) => brokenOff(nodes, plan, result.problem));
  changeNodes(job, settled);
  patch(job, variant, endOf(result));
  livePictures.delete(nameOf(variant));
  return result;

  function onProgress(event: StepEvent<unknown>): void {
    const estimate = progress.update(plan, event);
    if (!estimate) return;
    const isAtWork = event.kind === 'progress';
    const detail = isAtWork ? event.detail : undefined;
    if (isAtWork) patchNode(job, event.node, { msLeft: progress.msLeftOf(plan, event.step) });
    patch(job, variant, { fraction: progress.shareOf(plan), detail });
    useRun.setState(({ current }) => ({ current: current && { ...current, ...estimate } }));
  }
}

/** Stops one variant of the run that is under way. @returns whether it was part of it. */
export function stopJob(variant: VariantId): boolean {
  const handle = handles.get(variant) ?? long.get(variant);
  handle?.cancel();
  return handle !== undefined;
}

function stopJobs(): void {
  for (const { cancel } of atWork()) cancel();
}
