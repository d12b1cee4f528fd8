import { useEffect, useState } from 'react';
import { applyCommand } from '../../graph/commands/apply.ts';
import type { CommandOf } from '../../graph/commands/command.ts';
import { catalog } from '../../nodes/catalog.ts';
import { stepsToRun } from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import { costs } from '../run/progress.ts';
import { planVariant } from '../run/variant-plans.ts';
import { worker, workers, workersAtOnce } from '../run/worker.ts';

export interface SweepEstimate {
  /** Milliseconds until the last picture is there. */
  readonly ms: number;
  /** Steps that dream, like those of this graph, have been timed; otherwise the number is a guess. */
  readonly measured: boolean;
}

const pause = 250;

/** How long the sweep will take, found again a moment after it was changed. */
export function useSweepEstimate(
  command: CommandOf<'create-sweep'> | undefined,
): SweepEstimate | undefined {
  const [found, setFound] = useState<SweepEstimate>();
  const key = JSON.stringify(command);
  useEffect(() => {
    setFound(undefined);
    if (key === undefined) return;
    let over = false;
    const timer = setTimeout(async () => {
      const estimate = await estimateSweep(JSON.parse(key) as CommandOf<'create-sweep'>);
      if (!over) setFound(estimate);
    }, pause);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [key]);
  return found;
}

/** What the variants share is done once; the rest is dealt out to as many workers as there are. */
async function estimateSweep(
  command: CommandOf<'create-sweep'>,
): Promise<SweepEstimate | undefined> {
  const { document } = useDocument.getState();
  const swept = applyCommand(document, catalog, command);
  if (!swept.ok) return undefined;
  const environment = await worker().environment(swept.value.document);
  if (!environment.ok) return undefined;
  const pool = workers();
  const todo = new Map<string, number>();
  let measured = true;
  let longest = 0;
  for (const id of swept.value.created.slice(1)) {
    const { plan } = planVariant(swept.value.document, id, environment.value);
    let own = 0;
    for (const step of stepsToRun(plan, pool.keysFor(plan))) {
      const ms = costs.expect(step, plan);
      own += ms;
      todo.set(step.key, ms);
      if (costs.isLong(step) && !costs.isMeasured(step, plan)) measured = false;
    }
    longest = Math.max(longest, own);
  }
  const total = [...todo.values()].reduce((sum, ms) => sum + ms, 0);
  return { ms: Math.max(longest, total / workersAtOnce()), measured };
}
