import { own } from '../../common/own.ts';
import type { Problem } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { type Json, sameJson } from '../../graph/document/json.ts';
import { catalog } from '../../nodes/catalog.ts';
import {
  type Compilation,
  compile,
  type Environment,
  type Plan,
  whatWillRun,
} from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import { createEmitter } from '../kit/emitter.ts';
import { onNewFile } from '../storage/stored-files.ts';
import { noteEnvironment } from './expected-time.ts';
import { shownFrame } from './film.ts';
import { showSaved, swapNodes } from './node-runs.ts';
import { outlookOf } from './outlook.ts';
import { shownPhoto, withPhotoSeeds } from './photos.ts';
import { type NodePlan, type Outlook, useRun } from './run-store.ts';
import { compileOnce, drawnSeeds, planVariants, withLastSeeds } from './variant-plans.ts';
import { onCacheChange, worker, workers } from './worker.ts';

/** The values stand for this time before it is looked what they would do, in milliseconds. */
const pause = 120;
/** While a value is dragged it is looked at least this often. */
const longest = 240;

let timer: ReturnType<typeof setTimeout> | undefined;
let waitingSince: number | undefined;
let round = 0;

/**
 * Keeps the marks on the nodes true: what is cached, stale, or would run. Results that were made
 * with the same values before are shown at once.
 */
export function startPlanner(): void {
  useDocument.subscribe((state, before) => {
    const [photo, earlier] = [shownPhoto(state), shownPhoto(before)];
    const isOther = state.variant !== before.variant || photo !== earlier;
    if (state.id === before.id && isOther) {
      swapNodes({ variant: before.variant, photo: earlier }, { variant: state.variant, photo });
      schedule(0);
    } else if (state.frame !== before.frame) {
      schedule();
    } else if (state.document !== before.document) {
      // How the last run ended is no news of this graph.
      if (useRun.getState().outcome !== undefined) useRun.setState({ outcome: undefined });
      schedule();
    }
  });
  useRun.subscribe((state, before) => {
    const started = state.current?.id !== before.current?.id;
    if (started || state.worker.state !== before.worker.state) schedule();
  });
  onCacheChange(() => schedule());
  onNewFile(() => schedule());
  schedule();
}

function schedule(after = pause): void {
  clearTimeout(timer);
  const now = performance.now();
  waitingSince ??= now;
  const dragged = useDocument.getState().history.gesture?.startsWith('param ');
  const most = dragged ? Math.max(0, waitingSince + longest - now) : after;
  timer = setTimeout(() => void plan(), Math.min(after, most));
}

const plans = createEmitter<Compilation>();

/** Every plan of the graph as it is shown, as soon as it is made; `again` asks for another. */
export const planned = { subscribe: plans.subscribe, again: () => schedule(0) };

async function plan(): Promise<void> {
  waitingSince = undefined;
  round += 1;
  const mine = round;
  const { document, single, shown } = useDocument.getState();
  const found = await worker().environment(document);
  // Another plan may have begun while the files were hashed.
  if (!found.ok || mine !== round || useDocument.getState().shown !== shown) return;
  noteEnvironment(found.value);
  const environment = withPhotoSeeds(withLastSeeds(found.value), { document, single });
  const compiled = compileOnce(shown, environment);
  const plan = nodePlans(shown, environment, compiled.plan, worker().cachedKeys());
  const before = useRun.getState();
  useRun.setState({
    plan: keepUnchanged(before.plan, plan),
    errors: keepUnchanged(before.errors, byNode(compiled.errors)),
    outlook: outlookNow(compiled, withPhotoSeeds(found.value, { document, single })),
  });
  showSaved(plan);
  plans.emit(compiled);
  planVariants(single, environment);
}

/** A run draws random seeds anew, so what they reach is never there already. */
function outlookNow(compiled: Compilation, environment: Environment): Outlook {
  const { document, shown, variant } = useDocument.getState();
  const draws = drawnSeeds(document, [{ plan: compiled.plan, variant }]);
  const again = Object.keys(draws).length > 0;
  const next = again ? compile(shown, catalog, { environment, ...shownFrame() }) : compiled;
  return outlookOf(shown, next, workers().keysFor(next.plan), worker().unfinished());
}

function byNode(problems: readonly Problem[]): Readonly<Record<string, readonly Problem[]>> {
  const found: Record<string, Problem[]> = {};
  for (const problem of problems) {
    if (problem.node === undefined) continue;
    const known = own(found, problem.node);
    if (known) known.push(problem);
    else found[problem.node] = [problem];
  }
  return found;
}

/**
 * What each node would do. The plan says it of those that an output needs; the others have keys
 * too, because a run to one of them leaves it with a result, which can be out of date like any.
 * Nodes without an entry cannot run.
 */
function nodePlans(
  document: Document,
  environment: Environment,
  plan: Plan,
  cached: ReadonlySet<string>,
): Readonly<Record<string, NodePlan>> {
  const nodes: Record<string, NodePlan> = {};
  const marks = whatWillRun(plan, cached);
  for (const { node, key } of plan.steps) {
    nodes[node] = { key, cached: marks.get(node) !== 'will-run' };
  }
  const others = document.nodes.flatMap(({ id }) => (own(nodes, id) ? [] : id));
  if (others.length === 0) return nodes;
  const options = { environment, targets: others, ...shownFrame() };
  for (const { node, key } of compile(document, catalog, options).plan.steps) {
    if (!own(nodes, node)) nodes[node] = { key, cached: cached.has(key) };
  }
  return nodes;
}

/** What says the same as before stays the same object, so that only those nodes render that differ. */
export function keepUnchanged<T extends object>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(after).map(([id, next]) => {
      const old = own(before, id);
      return [id, old && sameJson(old as Json, next as Json) ? old : next];
    }),
  );
}
