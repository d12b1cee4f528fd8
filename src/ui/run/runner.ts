import { graphIndex } from '../../graph/graph-index.ts';
import { nodeTitle } from '../../graph/names.ts';
import { catalog } from '../../nodes/catalog.ts';
import {
  compile,
  type Plan,
  type RunHandle,
  type RunResult,
  whatWillRun,
} from '../../runtime/client.ts';
import { shownTime } from '../controls/durations.ts';
import { useDocument } from '../document/document-store.ts';
import { definitionOf } from '../document/node-hooks.ts';
import { notify } from '../passing/passing-store.ts';
import { byNode } from './planner.ts';
import { listenTo, seedsOf } from './run-events.ts';
import { type NodeRun, useRun } from './run-store.ts';
import { worker } from './worker.ts';

let handle: RunHandle | undefined;

/** Runs the graph, or as much of it as the targets need. Everything it meets is told on the nodes. */
export async function startRun(targets?: readonly string[]): Promise<void> {
  if (useRun.getState().current) return;
  const { document } = useDocument.getState();
  begin(targets);
  const environment = await worker().environment(document);
  // Stop may have been pressed while the worker was starting.
  if (!useRun.getState().current || useRun.getState().current?.stopping) return end('Stopped');
  if (!environment.ok) {
    notify(environment.problem.message, 'alert');
    return end('Not run');
  }
  const { plan, diagnostics } = compile(document, catalog, {
    environment: environment.value,
    ...(targets && { targets }),
  });
  const problems = byNode(diagnostics.filter(({ severity }) => severity === 'error'));
  useRun.setState(({ nodes }) => ({
    nodes: { ...waiting(plan, nodes), ...failures(problems) },
    seeds: seedsOf(plan),
  }));
  const general = diagnostics.find(({ node }) => node === undefined);
  if (general) notify(`${general.message} ${general.remedy}`, 'alert');
  if (plan.steps.length === 0) return end('Nothing to run');
  handle = worker().run(plan, listenTo(plan, document));
  const finished = await handle.finished;
  handle = undefined;
  if (finished.ok) return end(outcomeOf(finished.value));
  notify(finished.problem.message, 'alert');
  end('Not finished');
}

/** Stops within one gradient step. What is there so far stays. */
export function stopRun(): void {
  const { current } = useRun.getState();
  if (!current) return;
  useRun.setState({ current: { ...current, stopping: true } });
  handle?.cancel();
}

function begin(targets: readonly string[] | undefined): void {
  const [only] = targets?.length === 1 ? targets : [];
  const node =
    only === undefined ? undefined : graphIndex(useDocument.getState().document).nodes.get(only);
  const target = node && nodeTitle(node, definitionOf(node));
  useRun.setState({
    outcome: undefined,
    current: {
      id: crypto.randomUUID(),
      startedAt: performance.now(),
      fraction: 0,
      stopping: false,
      ...(target !== undefined && { target }),
    },
  });
}

function end(outcome: string): void {
  useRun.setState(({ nodes }) => ({ current: undefined, outcome, nodes: settled(nodes) }));
}

/** What the plan will do is waiting; what is kept from before stays as it is shown. */
function waiting(plan: Plan, before: Readonly<Record<string, NodeRun>>): Record<string, NodeRun> {
  const marks = whatWillRun(plan, worker().cachedKeys());
  const nodes: Record<string, NodeRun> = {};
  for (const [id, run] of Object.entries(before)) if (run.status === 'done') nodes[id] = run;
  for (const { node } of plan.steps) {
    if (marks.get(node) === 'will-run') nodes[node] = { ...nodes[node], status: 'waiting' };
  }
  return nodes;
}

function failures(problems: ReturnType<typeof byNode>): Record<string, NodeRun> {
  return Object.fromEntries(
    Object.entries(problems).map(([node, [first]]): [string, NodeRun] => [
      node,
      {
        status: 'failed',
        ...(first && {
          problem: { code: first.code, message: `${first.message} ${first.remedy}` },
        }),
      },
    ]),
  );
}

/** Nothing waits or runs any more. */
function settled(nodes: Readonly<Record<string, NodeRun>>): Record<string, NodeRun> {
  const after: Record<string, NodeRun> = {};
  for (const [id, run] of Object.entries(nodes)) {
    const open = run.status === 'waiting' || run.status === 'running';
    if (!open) after[id] = run;
    else if (run.key !== undefined) after[id] = { ...run, status: 'done' };
  }
  return after;
}

function outcomeOf({ report }: RunResult): string {
  const time = shownTime(report.ms);
  switch (report.end) {
    case 'done':
      return `Done in ${time}`;
    case 'cancelled':
      return `Stopped after ${time}`;
    case 'failed': {
      const failed = report.steps.filter(({ problem }) => problem).length;
      return `${failed === 1 ? '1 node' : `${failed} nodes`} failed`;
    }
  }
}
