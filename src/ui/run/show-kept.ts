import { objectiveCurves } from '../results/curves.ts';
import { pictures } from '../results/pictures.ts';
import { provenance } from '../results/provenance.ts';
import { type Kept, keptResults } from '../results/saved-results.ts';
import { finished } from './node-runs.ts';
import { type NodePlan, type NodeRun, useRun } from './run-store.ts';

/** Shows on each node what was made under its key before, without a run. */
export function showKept(plan: Readonly<Record<string, NodePlan>>): void {
  const { nodes } = useRun.getState();
  const changed: Record<string, NodeRun | undefined> = {};
  for (const [node, { key }] of Object.entries(plan)) {
    const run = nodes[node];
    if (run?.status === 'waiting' || run?.status === 'running') continue;
    const shows = run?.status === 'done' && run.key === key;
    const kept = shows ? undefined : keptResults.get(key);
    if (kept) {
      put(node, kept);
      changed[node] = { ...finished, key, cached: true, ms: kept.ms, warnings: kept.warnings };
    } else if (run && isOver(run, key)) {
      changed[node] = run.key === undefined ? undefined : { ...run, ...finished };
    }
  }
  if (Object.keys(changed).length === 0) return;
  const next = Object.entries({ ...nodes, ...changed }).filter(([, run]) => run !== undefined);
  useRun.setState({ nodes: Object.fromEntries(next) as Record<string, NodeRun> });
}

function put(node: string, { picture, curve = [], made }: Kept): void {
  if (picture) pictures.set(node, picture);
  objectiveCurves.set(node, curve);
  provenance.set(node, made);
}

/** It failed, or waited for a node that did, with other values than these. */
function isOver({ status, failedKey }: NodeRun, key: string): boolean {
  return (status === 'failed' || status === 'skipped') && failedKey !== key;
}
