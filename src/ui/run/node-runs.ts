import { own } from '../../common/own.ts';
import type { Problem } from '../../common/result.ts';
import { type Plan, whatWillRun } from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import { clearCurves, setCurve } from '../results/curves.ts';
import { pictures } from '../results/pictures.ts';
import { provenance } from '../results/provenance.ts';
import { type SavedResult, savedResults } from '../results/saved-results.ts';
import { shownPhoto } from './photos.ts';
import {
  type NodePlan,
  type NodeRun,
  nameOf,
  noRuns,
  useRun,
  type VariantId,
} from './run-store.ts';
import { useVariantPlans } from './variant-plans.ts';

type NodeRuns = Readonly<Record<string, NodeRun>>;

/** What is under way or went wrong in variants and with photos that are not shown, by `keyOf`. */
const elsewhere = new Map<string, NodeRuns>();

/** A variant of the document, and of several photos one. */
interface Look {
  readonly variant: VariantId;
  readonly photo?: string | undefined;
}

function keyOf({ variant, photo = '' }: Look): string {
  return `${nameOf(variant)} ${photo}`;
}

/** Where a run belongs: a variant of a document. */
export interface RunPlace {
  /** Id of the document. */
  readonly home: string;
  readonly variant: VariantId;
  /** Of a film; undefined: the frame that is shown, whichever that is. */
  readonly frame?: number;
  /** Of several photos, by its key; undefined: there is one. */
  readonly photo?: string | undefined;
}

/** Whether the document is open; a run of another one, which has the same ids, says nothing of it. */
export function isHome({ home }: Pick<RunPlace, 'home'>): boolean {
  return useDocument.getState().id === home;
}

export function isShown(place: RunPlace): boolean {
  const { variant, frame } = useDocument.getState();
  const isFrame = place.frame === undefined || place.frame === frame;
  return isHome(place) && isFrame && variant === place.variant && place.photo === shownPhoto();
}

/** What the runs of a variant say of its nodes. */
export function changeNodes(place: RunPlace, change: (nodes: NodeRuns) => NodeRuns): void {
  const key = keyOf(place);
  if (isShown(place)) useRun.setState(({ nodes }) => ({ nodes: change(nodes) }));
  // What other frames are at is not kept: there may be thousands.
  else if (isHome(place) && place.frame === undefined)
    elsewhere.set(key, change(elsewhere.get(key) ?? {}));
}

export function patchNode(place: RunPlace, id: string, change: Partial<NodeRun>): void {
  changeNodes(place, (nodes) => ({
    ...nodes,
    [id]: { status: 'waiting', ...own(nodes, id), ...change },
  }));
}

/**
 * Puts the nodes' states of one variant away and takes out those of another. Finished results of
 * the first stay on the nodes, as they are still to be seen there: whether they fit the other
 * values follows from their keys, and results that fit replace them. Those of another photo go.
 */
export function swapNodes(before: Look, after: Look): void {
  const { nodes } = useRun.getState();
  const arriving = unfinished(elsewhere.get(keyOf(after)) ?? {});
  elsewhere.delete(keyOf(after));
  elsewhere.set(keyOf(before), unfinished(nodes));
  const stays = before.photo === after.photo ? finishedOf(nodes) : {};
  useRun.setState({ nodes: { ...stays, ...arriving } });
  if (before.photo !== after.photo) takeOffPictures(arriving);
}

/** What stands for the other photo; Load Image shows its own by itself. */
function takeOffPictures(arriving: NodeRuns): void {
  for (const { id, type } of useDocument.getState().shown.nodes) {
    if (type === 'load-image' || own(arriving, id)) continue;
    pictures.delete(id);
    setCurve(id, []);
  }
}

function finishedOf(nodes: NodeRuns): NodeRuns {
  const entries = Object.entries(nodes).flatMap(([id, run]): [string, NodeRun][] =>
    run.key === undefined ? [] : [[id, { ...run, ...finished }]],
  );
  return Object.fromEntries(entries);
}

/** A photo that is not shown is over: only what went wrong is still of interest. */
export function leavePlace(place: RunPlace): void {
  if (isShown(place)) return;
  const failed = Object.entries(elsewhere.get(keyOf(place)) ?? {}).filter(
    ([, { status }]) => status === 'failed' || status === 'skipped',
  );
  if (failed.length > 0) elsewhere.set(keyOf(place), Object.fromEntries(failed));
  else elsewhere.delete(keyOf(place));
}

/** What is under way or went wrong. */
function unfinished(nodes: NodeRuns): NodeRuns {
  return Object.fromEntries(Object.entries(nodes).filter(([, { status }]) => status !== 'done'));
}

/** What remains of a state when only the older result that is still to be seen counts. */
const finished = {
  status: 'done',
  problem: undefined,
  warnings: undefined,
  because: undefined,
} as const satisfies Partial<NodeRun>;

/** What was made for another document does not belong to this one. */
export function clearResults(): void {
  pictures.clear();
  savedResults.clear();
  elsewhere.clear();
  useVariantPlans.setState({ plans: new Map() });
  provenance.clear();
  clearCurves();
  useRun.setState(noRuns());
}

/** What the plan will do is waiting; what is there from before stays as it is shown. */
export function waitingNodes(before: NodeRuns, plan: Plan, cached: ReadonlySet<string>): NodeRuns {
  const marks = whatWillRun(plan, cached);
  const nodes: Record<string, NodeRun> = {};
  for (const [id, run] of Object.entries(before)) if (run.status === 'done') nodes[id] = run;
  for (const { node } of plan.steps) {
    if (marks.get(node) === 'will-run') nodes[node] = { ...own(nodes, node), status: 'waiting' };
  }
  return nodes;
}

/** What the compiler found wrong, on the nodes that have it. */
export function failedNodes(errors: readonly Problem[]): NodeRuns {
  const nodes: Record<string, NodeRun> = {};
  for (const problem of errors) {
    const { node } = problem;
    if (node === undefined || own(nodes, node)) continue;
    nodes[node] = { status: 'failed', problem };
  }
  return nodes;
}

/** The worker was lost over what it was at. */
export function brokenOff(nodes: NodeRuns, { steps }: Plan, problem: Problem): NodeRuns {
  const at = steps.find(({ node }) => own(nodes, node)?.status === 'running');
  if (!at) return nodes;
  const failed = { status: 'failed', problem, failedKey: at.key } as const;
  return { ...nodes, [at.node]: { ...own(nodes, at.node), ...failed } };
}

/** Nothing waits or runs any more. */
export function settled(nodes: NodeRuns): NodeRuns {
  const after: Record<string, NodeRun> = {};
  for (const [id, run] of Object.entries(nodes)) {
    const waits = run.status === 'waiting' || run.status === 'running';
    if (!waits) after[id] = run;
    else if (run.key !== undefined) after[id] = { ...run, status: 'done' };
  }
  return after;
}

/** Shows on each node what was made under its key before, without a run. */
export function showSaved(plan: Readonly<Record<string, NodePlan>>): void {
  const { nodes } = useRun.getState();
  const changed: Record<string, NodeRun | undefined> = {};
  for (const [node, { key }] of Object.entries(plan)) {
    const run = own(nodes, node);
    if (run?.status === 'waiting' || run?.status === 'running') continue;
    const shows = run?.status === 'done' && run.key === key;
    const saved = shows ? undefined : savedResults.get(key);
    if (saved) {
      put(node, saved);
      const { ms, warnings, shares } = saved;
      changed[node] = { ...finished, key, cached: true, ms, warnings, shares };
    } else if (run && isOver(run, key)) {
      changed[node] = run.key === undefined ? undefined : { ...run, ...finished };
    }
  }
  if (Object.keys(changed).length === 0) return;
  const next = Object.entries({ ...nodes, ...changed }).filter(([, run]) => run !== undefined);
  useRun.setState({ nodes: Object.fromEntries(next) as Record<string, NodeRun> });
}

function put(node: string, saved: SavedResult): void {
  if (saved.picture) pictures.set(node, saved.picture);
  setCurve(node, saved.curve ?? []);
  provenance.set(node, saved);
}

/** It failed, or waited for a node that did, with other values than these. */
function isOver({ status, failedKey }: NodeRun, key: string): boolean {
  return (status === 'failed' || status === 'skipped') && failedKey !== key;
}
