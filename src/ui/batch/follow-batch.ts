import { count } from '../../graph/document/names.ts';
import { type Environment, referenceKey, wordsOfPlan } from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import { findByKeys } from '../history/history-storage.ts';
import { useHistory } from '../history/history-store.ts';
import { protectInHistory } from '../history/record-runs.ts';
import { lastEnvironment, timeOfPlans } from '../run/expected-time.ts';
import { about } from '../run/outlook.ts';
import { photosToRun } from '../run/photos.ts';
import { planned } from '../run/planner.ts';
import { useRun } from '../run/run-store.ts';
import { endedRuns } from '../run/runner.ts';
import { workers } from '../run/worker.ts';
import { noBatch, type PlannedPhoto, photoState, useBatch } from './batch-store.ts';
import { type PhotoPlan, planPhotos } from './photo-keys.ts';

/** The values stand for this time before all photos are planned, in milliseconds. */
const pause = 150;

let timer: ReturnType<typeof setTimeout> | undefined;
let planning = new AbortController();
/** What the photos were planned for. */
let plannedFor = '';
/** As they were planned last. */
let current: readonly PhotoPlan[] = [];

/** Keeps it known which pictures the photos make and which of them are there, from the first batch on. */
export function followBatch(): void {
  useDocument.subscribe((state, before) => {
    if (state.id !== before.id) useBatch.setState(noBatch);
    const same = state.document === before.document && state.variant === before.variant;
    if (!same || state.id !== before.id) schedule();
  });
  // Files or the arithmetic may be others.
  planned.subscribe(() => {
    const environment = lastEnvironment();
    if (environment && textOf(environment) !== plannedFor) schedule(0);
  });
  // Pictures may have been deleted there.
  useHistory.subscribe((state, before) => {
    if (before.entries && state.entries !== before.entries) void lookUp(allKeys());
  });
  endedRuns.subscribe(tellOutlook);
  protectInHistory(() => new Set(allKeys()));
  schedule(0);
}

function schedule(after = pause): void {
  clearTimeout(timer);
  timer = setTimeout(() => void planNow(), after);
}

async function planNow(): Promise<void> {
  planning.abort();
  planning = new AbortController();
  const { signal } = planning;
  const { document, variant } = useDocument.getState();
  const files = photosToRun(document) ?? [];
  const environment = lastEnvironment();
  useBatch.setState({ files });
  if (files.length === 0 || !environment) {
    current = [];
    if (!document.sequence) useRun.setState({ whole: undefined });
    return;
  }
  plannedFor = textOf(environment);
  const all = new Map<string, PlannedPhoto>();
  const plans: PhotoPlan[] = [];
  const photos = files.map((_, at) => at);
  for await (const each of planPhotos({ document, variant, environment }, photos, signal)) {
    const file = files[each.at];
    const { keys, nodes, plan, problem } = each;
    if (file) all.set(referenceKey(file), { keys, nodes, words: wordsOfPlan(plan), problem });
    plans.push(each);
  }
  if (signal.aborted) return;
  useBatch.setState({ planned: all });
  await lookUp(allKeys());
  if (signal.aborted) return;
  current = plans;
  tellOutlook();
}

/** The environment is made anew with each plan; what counts is what it says. */
function textOf({ profile, files, wants = new Map() }: Environment): string {
  return JSON.stringify([profile, [...files], [...wants]]);
}

function allKeys(): readonly string[] {
  return [...useBatch.getState().planned.values()].flatMap(({ keys }) => keys);
}

/** Asks the history for pictures; those of other keys stay known. */
export async function lookUp(keys: readonly string[]): Promise<void> {
  const found = await findByKeys(keys);
  if (!found.ok) return;
  const kept = new Map(useBatch.getState().kept);
  for (const key of keys) kept.delete(key);
  for (const entry of found.value) kept.set(entry.key, entry);
  useBatch.setState({ kept });
}

/** Says what a run of all photos would do. */
function tellOutlook(): void {
  const state = useBatch.getState();
  const todo = current.filter(({ at, keys }) => {
    const file = state.files[at];
    return file && keys.length > 0 && photoState(state, file).is !== 'done';
  });
  const [first] = todo;
  if (state.files.length === 0) return;
  if (!first) {
    const text = `All ${state.files.length} photos are done`;
    useRun.setState({ whole: { text } });
    return;
  }
  const cached = workers().keysFor(first.plan);
  const one = timeOfPlans([first.plan], cached);
  const held = new Set(first.plan.steps.map(({ key }) => key));
  const ms = todo.slice(1).reduce((sum, { plan }) => sum + timeOfPlans([plan], held), one);
  const photos = count(todo.length, 'photo');
  useRun.setState({ whole: { text: `${photos}, ${about(ms)}`, ms } });
}
