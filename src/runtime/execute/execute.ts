import { macrotask } from '../../common/macrotask.ts';
import type { Picture } from '../../engine/picture/index.ts';
import type { Outputs } from '../cache/value-cache.ts';
import type { Plan, PlanTarget } from '../compile/plan.ts';
import type { OnAscent } from './context.ts';
import type { RunEvent, RunNews, RunReport } from './events.ts';
import type { Machine } from './machine.ts';
import { PlanRun } from './plan-run.ts';
import { createPreviewGate } from './preview-gate.ts';

export interface ExecuteOptions {
  /** Names the run in its events. */
  readonly run: string;
  readonly signal: AbortSignal;
  readonly tell: (event: RunEvent<Picture>) => void;
  /** Whether a live picture of this node would be shown. Final ones always come. */
  readonly isWanted?: (node: string) => boolean;
  /** Every event of every ascent, for reports. */
  readonly onAscent?: OnAscent;
}

export interface Execution {
  readonly report: RunReport;
  /** All values of each target that was reached. */
  readonly targets: readonly ReachedTarget[];
}

export interface ReachedTarget extends PlanTarget {
  readonly outputs: Outputs;
}

/**
 * Runs what a plan needs that is not kept already. One step after another; a failed step fails
 * those that read it, and the others go on. After an abort nothing more is kept: what a cancelled
 * step gives back is not what its key promises. Never rejects.
 */
export async function execute(
  machine: Machine,
  plan: Plan,
  options: ExecuteOptions,
): Promise<Execution> {
  const { run, signal, tell, onAscent } = options;
  let seq = 0;
  const tellRun = (news: RunNews<Picture>) => tell({ run, seq: seq++, ...news });
  const gate = createPreviewGate(options.isWanted);
  const progress = new PlanRun(machine, plan, {
    gate,
    signal,
    tell: tellRun,
    ...(onAscent && { onAscent }),
  });
  const started = performance.now();
  tellRun({ kind: 'start', steps: progress.stepsToRun });
  for (const step of plan.steps) {
    // Lets a cancellation in, which arrives as a message.
    if (progress.runs(step)) await macrotask();
    if (signal.aborted || progress.breakdown) break;
    await progress.visit(step);
  }
  const report = progress.report(performance.now() - started);
  tellRun({ kind: report.end, report });
  return { report, targets: progress.reachedTargets() };
}
