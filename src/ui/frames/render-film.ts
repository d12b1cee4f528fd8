import { type Problem, problemText, type Result } from '../../common/result.ts';
import { applyVariant } from '../../graph/document/variants.ts';
import { atFrame } from '../../graph/sequence/at-frame.ts';
import { catalog } from '../../nodes/catalog.ts';
import {
  type FrameJob,
  type FrameOutcome,
  type FrameStore,
  frameOutcome,
  type RunResult,
  runSequence,
  type SequenceEvent,
} from '../../runtime/browser.ts';
import { showFrame, useDocument } from '../document/document-store.ts';
import { shownTime } from '../kit/durations.ts';
import { reproducibleGraph } from '../results/provenance.ts';
import { savedResults } from '../results/saved-results.ts';
import type { FilmRequest, FilmRunner } from '../run/film.ts';
import { brokenOff, changeNodes, isHome, settled, waitingNodes } from '../run/node-runs.ts';
import { createProgress } from '../run/progress.ts';
import { followRun, takePictures } from '../run/run-events.ts';
import { nameOf, patchJob, useRun } from '../run/run-store.ts';
import { worker, workers, workersAtOnce } from '../run/worker.ts';
import { notify } from '../session/session-store.ts';
import { useFilm } from './film-store.ts';
import { listCheckpoints, listFrames, readCheckpoint, storeCheckpoint } from './frame-storage.ts';
import { keepFrame, type Made, type Preview } from './keep-frame.ts';

/** Renders what is missing of a range, and keeps each frame as soon as it is there. */
export const renderFilm: FilmRunner = async (request, signal) => {
  const { document, home, variants, range } = request;
  const [variant] = variants;
  const environment = await worker().environment(document);
  if (!environment.ok) {
    notify(problemText(environment.problem), 'alert', 'run');
    return 'Not run';
  }
  const film = new FilmRun(request);
  const options = { environment: environment.value, catalog, range, signal };
  const began = performance.now();
  const events = runSequence<Made>({
    ...options,
    document: applyVariant(document, variant),
    runFrame: (job) => film.frame(job),
    store: await film.store(),
    atOnce: workersAtOnce(),
  });
  for await (const event of events) film.follow(event);
  if (isHome({ home })) useFilm.setState({ running: new Set() });
  return film.outcome(signal.aborted, performance.now() - began);
};

class FilmRun {
  readonly #request: FilmRequest;
  #done = 0;
  #of = 0;
  #failed: { readonly frame: number; readonly problem: Problem } | undefined;
  #secondsLeft: number | undefined;
  /** The frames under way, and how much of each is done. */
  readonly #shares = new Map<number, number>();
  /** The frame before, while the person follows the work. */
  #followed: number | undefined;

  constructor(request: FilmRequest) {
    this.#request = request;
  }

  get #variant() {
    return this.#request.variants[0];
  }

  /** Whether the nodes and the frames that are shown are those of this film. */
  #isHere(): boolean {
    return isHome(this.#request) && useDocument.getState().variant === this.#variant;
  }

  async store(): Promise<FrameStore<Made>> {
    const { home } = this.#request;
    const variant = nameOf(this.#variant);
    const listed = await listFrames(home);
    const there = new Set(listed.ok ? listed.value.map(({ key }) => key) : []);
    return {
      has: (_, key) => there.has(key),
      put: async (_, key, made) => {
        const kept = await keepFrame(key, made);
        if (kept.ok) there.add(key);
        return kept;
      },
      // Without a checkpoint the frames before are run again: slower, and no reason to stop.
      checkpoints: () => listCheckpoints(home, variant).catch(() => []),
      load: (frame) => readCheckpoint(home, variant, frame).catch(() => undefined),
      save: (frame, delays) => storeCheckpoint(home, variant, frame, delays).catch(() => {}),
    };
  }

  follow(event: SequenceEvent<Made>): void {
    switch (event.kind) {
      case 'start':
        this.#of = event.left;
        return;
      case 'frame-start':
        this.#shares.set(event.frame, 0);
        this.#mark();
        this.#show(event.frame);
        break;
      case 'frame-done':
        this.#shares.delete(event.frame);
        this.#mark();
        break;
      case 'failed': {
        const { frame, problem } = event;
        this.#shares.delete(frame);
        this.#mark();
        this.#failed = { frame, problem };
        notify(problemText(problem), 'alert', 'run');
        if (this.#isHere())
          useFilm.setState(({ failed }) => ({ failed: new Map(failed).set(frame, problem) }));
        return;
      }
      default:
        return;
    }
    this.#done = event.done;
    this.#of = event.of;
    this.#secondsLeft = event.secondsLeft;
    this.#tell();
  }

  outcome(stopped: boolean, ms: number): string {
    const { home } = this.#request;
    if (this.#failed) {
      patchJob(this.#variant, { status: 'failed', problem: this.#failed.problem });
      return `Frame ${this.#failed.frame} failed`;
    }
    if (isHome({ home })) patchJob(this.#variant, { status: stopped ? 'stopped' : 'done' });
    const frames = this.#done === 1 ? '1 frame' : `${this.#done} frames`;
    if (stopped) return `Stopped after ${frames}`;
    return this.#of === 0 ? 'All frames are rendered' : `Done: ${frames} in ${shownTime(ms)}`;
  }

  async frame(job: FrameJob): Promise<FrameOutcome<Made>> {
    const { frame, plan, given, forget, signal } = job;
    const run = this.#runOf(job);
    // Frames are kept in the browser's database: held here as well, they would fill memory.
    for (const key of forget) savedResults.delete(key);
    const pool = workers();
    const cached = pool.keysFor(plan);
    changeNodes(run, (nodes) => waitingNodes(nodes, plan, cached));
    const progress = createProgress([plan], cached);
    const previews = new Map<string, Preview>();
    const listen = followRun(run);
    const handle = pool.run(
      plan,
      (event) => {
        listen(event);
        if (!('step' in event)) return;
        if (event.kind === 'preview' && event.final) {
          const { key = '' } = plan.steps[event.step] ?? {};
          previews.set(key, { node: event.node, picture: event.picture });
        }
        const now = progress.update(plan, event);
        if (!now) return;
        this.#shares.set(frame, now.fraction);
        this.#tell();
      },
      { given, forget },
    );
    const stop = () => handle.cancel();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const result = await handle.finished;
    signal.removeEventListener('abort', stop);
    return this.#end({ run, previews }, result);
  }

  #end(made: Omit<Made, 'result'>, result: Result<RunResult>): FrameOutcome<Made> {
    const { run } = made;
    if (!result.ok) {
      changeNodes(run, (nodes) => settled(brokenOff(nodes, run.plan, result.problem)));
      return { end: 'failed', problem: result.problem };
    }
    takePictures(run, result.value);
    changeNodes(run, settled);
    const outcome = frameOutcome(result.value, run.plan.profile);
    return outcome.end === 'done'
      ? { ...outcome, made: { ...made, result: outcome.made } }
      : outcome;
  }

  /** The graph that makes the picture: of a frame that goes on from others, the whole film. */
  #runOf({ frame, plan }: FrameJob): Made['run'] {
    const { document, home } = this.#request;
    const variant = this.#variant;
    const film = reproducibleGraph(document, variant, plan);
    const alone = !plan.steps.some(({ given }) => given);
    return { home, variant, frame, plan, graph: alone ? atFrame(film, catalog, frame) : film };
  }

  /** Says which frames are under way. */
  #mark(): void {
    if (!isHome(this.#request)) return;
    useFilm.setState({ running: new Set(this.#isHere() ? this.#shares.keys() : []) });
  }

  /** The playhead goes along until the person looks at another frame. */
  #show(frame: number): void {
    if (!this.#isHere()) return;
    const { frame: shown } = useDocument.getState();
    if (this.#followed === undefined || shown === this.#followed) showFrame(frame);
    this.#followed = frame;
  }

  #tell(): void {
    const frames = [...this.#shares.keys()];
    const share = [...this.#shares.values()].reduce((sum, each) => sum + each, 0);
    const fraction = this.#of === 0 ? 1 : Math.min(1, (this.#done + share) / this.#of);
    const msLeft = this.#msLeft(share, fraction);
    useRun.setState(({ current }) => ({
      current: current && {
        ...current,
        ...(frames.length > 0 && { what: `Rendering ${framesInWords(frames)}` }),
        fraction,
        ...(msLeft !== undefined && { msLeft }),
      },
    }));
    if (isHome(this.#request)) patchJob(this.#variant, { status: 'running', fraction });
  }

  #msLeft(share: number, fraction: number): number | undefined {
    const seconds = this.#secondsLeft;
    const { ms } = this.#request;
    if (seconds === undefined) return ms === undefined ? undefined : ms * (1 - fraction);
    const perFrame = seconds / Math.max(1, this.#of - this.#done);
    return 1000 * Math.max(0, seconds - share * perFrame);
  }
}

const list = new Intl.ListFormat('en-GB');

/** "frame 4", "frames 4 and 7" */
function framesInWords(frames: readonly number[]): string {
  return `${frames.length === 1 ? 'frame' : 'frames'} ${list.format(frames.map(String))}`;
}
