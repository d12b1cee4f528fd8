import { type Problem, problemText, type Result } from '../../common/result.ts';
import { count } from '../../graph/document/names.ts';
import { atPhoto } from '../../graph/photos/at-photo.ts';
import { catalog } from '../../nodes/catalog.ts';
import { type Environment, type RunResult, referenceKey } from '../../runtime/browser.ts';
import { showPhoto, useDocument } from '../document/document-store.ts';
import { historySettled } from '../history/record-runs.ts';
import { shownTime } from '../kit/durations.ts';
import { reproducibleGraph } from '../results/provenance.ts';
import { savedResults } from '../results/saved-results.ts';
import {
  brokenOff,
  changeNodes,
  failedNodes,
  isHome,
  leavePlace,
  settled,
  waitingNodes,
} from '../run/node-runs.ts';
import { endOf } from '../run/outcome.ts';
import { type Ending, type PhotosRequest, type PhotosRunner, photosToRun } from '../run/photos.ts';
import { createProgress } from '../run/progress.ts';
import { finishedRuns, followRun, takePictures, type VariantRun } from '../run/run-events.ts';
import { patchJob, useRun, type VariantId } from '../run/run-store.ts';
import { worker, workers } from '../run/worker.ts';
import { notify } from '../session/session-store.ts';
import { photoTitle, useBatch } from './batch-store.ts';
import { lookUp } from './follow-batch.ts';
import { type PhotoPlan, planPhoto, planPhotos } from './photo-keys.ts';

/** Dreams on every photo whose picture is not there yet. One that fails does not keep the rest back. */
export const runPhotos: PhotosRunner = async (request, ending) => {
  const environment = await worker().environment(request.document);
  if (!environment.ok) {
    notify(problemText(environment.problem), 'alert', 'run');
    return 'Not run';
  }
  const run = new PhotosRun(request, ending, environment.value);
  try {
    return await run.all();
  } finally {
    run.leave();
  }
};

/** A photo in one variant. */
interface Todo extends Pick<PhotoPlan, 'at' | 'keys'> {
  readonly variant: VariantId;
}

interface Failed {
  readonly name: string;
  readonly problem: Problem;
}

class PhotosRun {
  readonly #request: PhotosRequest;
  readonly #ending: Ending;
  readonly #environment: Environment;
  readonly #files: NonNullable<ReturnType<typeof photosToRun>>;
  readonly #began = performance.now();
  readonly #failed: Failed[] = [];
  #of = 0;
  #done = 0;
  /** The photo before, while the person follows the work. */
  #followed: number | undefined;

  constructor(request: PhotosRequest, ending: Ending, environment: Environment) {
    this.#request = request;
    this.#ending = ending;
    this.#environment = environment;
    this.#files = photosToRun(request.document) ?? [];
  }

  async all(): Promise<string> {
    const todo = await this.#missing();
    this.#of = todo.length;
    this.#tellWaiting(todo);
    for (const [index, { at, variant }] of todo.entries()) {
      if (this.#ending.signal.aborted || this.#ending.afterThis.aborted) break;
      if (!(await this.#photo(at, variant))) break;
      this.#done += 1;
      this.#tellWaiting(todo.slice(index + 1));
    }
    return this.#outcome();
  }

  /** Nothing of it waits any more. */
  leave(): void {
    if (this.#isHome()) useBatch.setState({ running: undefined, waiting: new Set() });
  }

  /** What is to be made, photo by photo. */
  async #missing(): Promise<readonly Todo[]> {
    const { document, variants, photos, anew } = this.#request;
    const found: Todo[] = [];
    for (const variant of variants) {
      const graph = { document, variant, environment: this.#environment };
      const plans = planPhotos(graph, photos, this.#ending.signal);
      for await (const { at, keys } of plans) found.push({ at, keys, variant });
    }
    await historySettled();
    if (this.#isHome()) await lookUp(found.flatMap(({ keys }) => keys));
    const { kept } = useBatch.getState();
    const isThere = (key: string) => kept.has(key) || savedResults.get(key)?.run !== undefined;
    const isMissing = ({ keys }: Todo) => anew || keys.length === 0 || !keys.every(isThere);
    return found.filter(isMissing).sort((a, b) => a.at - b.at);
  }

  /** @returns whether it came to an end, good or bad, before the person stopped it. */
  async #photo(at: number, variant: VariantId): Promise<boolean> {
    const { document, home } = this.#request;
    const file = this.#files[at];
    if (!file) return true;
    const photo = referenceKey(file);
    const planned = planPhoto({ document, variant, environment: this.#environment }, at);
    const { plan, problem } = planned;
    const place = { home, variant, photo };
    this.#show(at, photo);
    if (problem) {
      changeNodes(place, () => failedNodes([problem]));
      this.#fail(planned, photo, problem);
      return true;
    }
    const graph = reproducibleGraph(atPhoto(document, catalog, at), variant, plan);
    const run: VariantRun = { ...place, plan, graph };
    const result = await this.#work(run, at);
    return this.#end(planned, run, result);
  }

  async #work(run: VariantRun, at: number): Promise<Result<RunResult>> {
    const { plan } = run;
    const pool = workers();
    const cached = pool.keysFor(plan);
    changeNodes(run, (nodes) => waitingNodes(nodes, plan, cached));
    const progress = createProgress([plan], cached);
    const listen = followRun(run);
    this.#tell(at, 0);
    const handle = pool.run(plan, (event) => {
      listen(event);
      if (!('step' in event)) return;
      const now = progress.update(plan, event);
      if (!now) return;
      this.#tell(at, now.fraction);
      const detail = event.kind === 'progress' ? event.detail : undefined;
      if (detail && this.#isHome()) {
        const running = { photo: run.photo ?? '', detail, msLeft: now.msLeft };
        useBatch.setState({ running });
      }
    });
    const stop = () => handle.cancel();
    const { signal } = this.#ending;
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const result = await handle.finished;
    signal.removeEventListener('abort', stop);
    return result;
  }

  async #end(planned: PhotoPlan, run: VariantRun, result: Result<RunResult>): Promise<boolean> {
    const { plan, photo = '' } = run;
    if (result.ok) {
      takePictures(run, result.value);
      if (result.value.pictures.length > 0) finishedRuns.emit({ ...run, result: result.value });
    } else changeNodes(run, (nodes) => brokenOff(nodes, plan, result.problem));
    changeNodes(run, settled);
    leavePlace(run);
    const { status, problem } = endOf(result);
    if (status === 'failed') this.#fail(planned, photo, problem ?? planned.problem);
    // What counts as done is stored: a page that is closed now loses nothing of it.
    await historySettled();
    if (this.#isHome()) await lookUp(planned.keys);
    return status !== 'stopped';
  }

  #fail({ at, keys }: PhotoPlan, photo: string, problem: Problem | undefined): void {
    if (!problem) return;
    const file = this.#files[at];
    this.#failed.push({ name: file ? photoTitle(file) : photo, problem });
    if (!this.#isHome()) return;
    useBatch.setState(({ failed }) => ({
      failed: new Map(failed).set(photo, { problem, key: keys[0] }),
    }));
  }

  /** Photos that fail are told together, so that many do not hide each other. */
  #outcome(): string {
    const [first, ...more] = this.#failed;
    const ended = this.#ending.signal.aborted || this.#ending.afterThis.aborted;
    const made = this.#done - this.#failed.length;
    this.#patch({
      status: ended && this.#done < this.#of ? 'stopped' : first ? 'failed' : 'done',
      ...(first && { problem: first.problem }),
    });
    if (first) notify(failureText(first, more), 'alert', 'run');
    const photos = count(made, 'photo');
    if (ended && this.#done < this.#of) return `Stopped after ${photos}`;
    if (first) return `${photos} done, ${this.#failed.length} failed`;
    const ms = performance.now() - this.#began;
    return this.#of === 0 ? 'All photos are done' : `Done: ${photos} in ${shownTime(ms)}`;
  }

  #isHome(): boolean {
    return isHome(this.#request);
  }

  #patch(change: Parameters<typeof patchJob>[1]): void {
    if (!this.#isHome()) return;
    for (const variant of this.#request.variants) patchJob(variant, change);
  }

  /** The editor shows the photo that is at work until the person looks at another one. */
  #show(at: number, photo: string): void {
    if (!this.#isHome()) return;
    useBatch.setState({ running: { photo } });
    const state = useDocument.getState();
    const follows = this.#followed === undefined || state.photo === this.#followed;
    if (follows && this.#request.variants.includes(state.variant)) showPhoto(at);
    this.#followed = at;
  }

  #tellWaiting(todo: readonly Todo[]): void {
    if (!this.#isHome()) return;
    const keys = todo.flatMap(({ at }) => this.#files[at] ?? []).map(referenceKey);
    useBatch.setState({ waiting: new Set(keys) });
  }

  #tell(at: number, share: number): void {
    const fraction = this.#of === 0 ? 1 : Math.min(1, (this.#done + share) / this.#of);
    const msLeft = this.#msLeft(fraction);
    const what = `Photo ${at + 1} of ${this.#files.length}`;
    useRun.setState(({ current }) => ({
      current: current && { ...current, what, fraction, ...(msLeft !== undefined && { msLeft }) },
    }));
    this.#patch({ status: 'running', fraction });
  }

  /** By the photos that are done; before the first one, by what was expected. */
  #msLeft(fraction: number): number | undefined {
    const { ms } = this.#request;
    if (this.#done > 0) return ((performance.now() - this.#began) / fraction) * (1 - fraction);
    return ms === undefined ? undefined : ms * (1 - fraction);
  }
}

const namedAtMost = 10;

/** Why the first one failed, and which ones did too. */
function failureText({ name, problem }: Failed, more: readonly Failed[]): string {
  const text = problemText(problem);
  // Most sentences name the photo themselves.
  const first = text.includes(name) ? text : `${name}: ${text}`;
  if (more.length === 0) return first;
  const names = more.slice(0, namedAtMost).map((each) => each.name);
  const rest = more.length - names.length;
  const others = names.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
  return `${first} ${count(more.length, 'other')} failed too: ${others}.`;
}
