import { findDefinition } from '../../graph/definition/definition.ts';
import { catalog } from '../../nodes/catalog.ts';
import { type Compilation, type Plan, type PlanStep, stepsToRun } from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import { reproducibleGraph } from '../results/provenance.ts';
import { savedResults } from '../results/saved-results.ts';
import { timeOfPlans } from './expected-time.ts';
import { shownPhoto } from './photos.ts';
import { planned } from './planner.ts';
import {
  type FinishedRun,
  finishedRuns,
  followRun,
  takePictures,
  type VariantRun,
} from './run-events.ts';
import { useRunSettings } from './run-settings.ts';
import { useRun } from './run-store.ts';
import { workers } from './worker.ts';

/** A change runs at once if all there is to compute again takes less, in milliseconds. */
export const cheap = 500;

/** Values that have stood for this time are what the person wants, in milliseconds. */
const restTime = 700;

/** The graph was changed since it was opened, or since what is shown was made. */
let changed = false;
let busy = false;
/** The picture of the values as they are, for the history once the hand lets go. */
let last: FinishedRun | undefined;
/** Keys of what was made on the way to it. */
let passing: readonly string[] = [];
let rest: ReturnType<typeof setTimeout> | undefined;

/** Runs what is cheap as soon as it changes, also while a value is being dragged. */
export function startLive(): void {
  useDocument.subscribe((state, before) => {
    if (state.id !== before.id) forget();
    else if (state.shown !== before.shown) changed = true;
    if (state.history !== before.history) restLater();
  });
  planned.subscribe((compilation) => void consider(compilation));
}

function forget(): void {
  changed = false;
  last = undefined;
  passing = [];
}

async function consider({ plan }: Compilation): Promise<void> {
  // What is under way asks again when it is over.
  if (busy || !changed || !useRunSettings.getState().live || useRun.getState().current) return;
  const cached = workers().keysFor(plan);
  last = undefined;
  const todo = stepsToRun(plan, cached);
  // A frame that goes on from others takes those first, and one that is there needs nothing.
  if (plan.steps.some(({ given }) => given) || isFrameThere(plan)) changed = false;
  if (!changed) return;
  if (todo.length === 0) changed = false;
  if (todo.length === 0 || timeOfPlans([plan], cached) >= cheap) return;
  changed = false;
  busy = true;
  const { id: home, single, variant, frame } = useDocument.getState();
  const graph = reproducibleGraph(single, variant, plan);
  const place = { home, variant, photo: shownPhoto(), ...(single.sequence && { frame }) };
  await run({ ...place, plan, graph });
  busy = false;
  restLater();
  if (changed) planned.again();
}

/** Of a film the pictures are kept. */
function isFrameThere({ steps, targets }: Plan): boolean {
  if (!useDocument.getState().document.sequence) return false;
  return targets.every(({ step }) => savedResults.get(steps[step]?.key ?? '')?.picture);
}

async function run(job: VariantRun): Promise<void> {
  const listen = followRun(job);
  const { finished } = workers().run(quietly(job.plan), (event) => {
    // Beginnings and progress of what is over in a moment would only flicker.
    const passes = event.kind === 'step-start' || event.kind === 'progress';
    if (!passes && !(event.kind === 'preview' && !event.final)) listen(event);
  });
  const result = await finished;
  if (!result.ok || result.value.report.end !== 'done') return;
  takePictures(job, result.value);
  const made = result.value.report.steps.filter(({ cached }) => !cached);
  const kept = new Set(job.plan.steps.map(({ key }) => key));
  for (const key of passing) if (!kept.has(key)) savedResults.delete(key);
  passing = made.map(({ key }) => key);
  // Another name of a file is no other picture.
  const another = made.some(({ type }) => findDefinition(catalog, type)?.category !== 'output');
  if (another) last = { ...job, result: result.value };
}

/** Without the pictures that the page has, or that come with the result. */
function quietly(plan: Plan): Plan {
  const targets = new Set(plan.targets.map(({ step }) => step));
  const isQuiet = ({ step, key }: PlanStep) =>
    targets.has(step) || savedResults.get(key)?.picture !== undefined;
  return { ...plan, steps: plan.steps.map((step) => ({ ...step, quiet: isQuiet(step) })) };
}

/** One entry in the history for each gesture, when the hand has let go and the values stand. */
function restLater(): void {
  clearTimeout(rest);
  rest = setTimeout(() => {
    if (busy || changed || useDocument.getState().history.gesture !== undefined) return;
    if (last) finishedRuns.emit(last);
    last = undefined;
    passing = [];
  }, restTime);
}
