import type { Diagnostic } from '../../runtime/client.ts';
import { useDocument } from '../document/document-store.ts';
import { type NodeRun, useRun, type VariantId } from './run-store.ts';

type NodeRuns = Readonly<Record<string, NodeRun>>;

/** What is under way or went wrong in variants that are not shown. */
const elsewhere = new Map<VariantId, NodeRuns>();

export function isShown(variant: VariantId): boolean {
  return useDocument.getState().variant === variant;
}

/** What the runs of a variant say of its nodes. */
export function changeNodes(variant: VariantId, change: (nodes: NodeRuns) => NodeRuns): void {
  if (isShown(variant)) useRun.setState(({ nodes }) => ({ nodes: change(nodes) }));
  else elsewhere.set(variant, change(elsewhere.get(variant) ?? {}));
}

export function patchNode(variant: VariantId, id: string, change: Partial<NodeRun>): void {
  changeNodes(variant, (nodes) => ({
    ...nodes,
    [id]: { status: 'waiting', ...nodes[id], ...change },
  }));
}

/**
 * Puts the nodes' states of one variant away and takes out those of another. Finished results of
 * the first stay on the nodes, as they are still to be seen there: whether they fit the other
 * values is told by their keys, and what fits is put in their place.
 */
export function swapNodes(before: VariantId, after: VariantId): void {
  const { nodes } = useRun.getState();
  const arriving = open(elsewhere.get(after) ?? {});
  elsewhere.delete(after);
  elsewhere.set(before, open(nodes));
  const stays = Object.entries(nodes).flatMap(([id, run]): [string, NodeRun][] =>
    run.key === undefined ? [] : [[id, { ...run, ...finished }]],
  );
  useRun.setState({ nodes: { ...Object.fromEntries(stays), ...arriving } });
}

/** What is under way or went wrong. */
function open(nodes: NodeRuns): NodeRuns {
  return Object.fromEntries(Object.entries(nodes).filter(([, { status }]) => status !== 'done'));
}

/** What remains of a state when only the older result that is still to be seen counts. */
export const finished = {
  status: 'done',
  problem: undefined,
  warnings: undefined,
  because: undefined,
} as const satisfies Partial<NodeRun>;

export function forgetNodes(): void {
  elsewhere.clear();
}

/** What the compiler found wrong, on the nodes that have it. */
export function failedNodes(errors: readonly Diagnostic[]): NodeRuns {
  const nodes: Record<string, NodeRun> = {};
  for (const { node, code, message, remedy } of errors) {
    if (node === undefined || nodes[node]) continue;
    nodes[node] = { status: 'failed', problem: { code, message: `${message} ${remedy}` } };
  }
  return nodes;
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
