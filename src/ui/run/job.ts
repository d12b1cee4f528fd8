import type { Result } from '../../common/result.ts';
import type { Pool, RunResult, StepNews } from '../../runtime/client.ts';
import { livePictures } from '../results/pictures.ts';
import { finishedRuns } from './finished-runs.ts';
import { changeNodes, settled } from './node-runs.ts';
import type { Prepared } from './prepare.ts';
import type { createProgress } from './progress.ts';
import { listenTo, takePictures } from './run-events.ts';
import { type Job, nameOf, patchJob, useRun, type VariantId } from './run-store.ts';

const handles = new Map<VariantId, () => void>();

/** Runs one variant as soon as a worker is free for it, and tells what comes of it. */
export async function carryOut(
  job: Prepared,
  pool: Pool,
  progress: ReturnType<typeof createProgress>,
): Promise<Result<RunResult>> {
  const { plan, variant } = job;
  const listen = listenTo(job);
  const { finished, cancel } = pool.run(plan, (event) => {
    if (event.kind === 'start') patchJob(variant, { status: 'running' });
    listen(event);
    if ('step' in event) tellProgress(event);
  });
  handles.set(variant, cancel);
  const result = await finished;
  handles.delete(variant);
  if (result.ok) {
    takePictures(job, result.value);
    finishedRuns.tell({ ...job, result: result.value });
  }
  changeNodes(variant, settled);
  patchJob(variant, endOf(result));
  livePictures.delete(nameOf(variant));
  return result;

  function tellProgress(event: StepNews<unknown>): void {
    const told = progress.hear(plan, event);
    if (!told) return;
    const detail = event.kind === 'progress' ? event.detail : undefined;
    patchJob(variant, { fraction: progress.shareOf(plan), detail });
    useRun.setState(({ current }) => ({ current: current && { ...current, ...told } }));
  }
}

/** Stops one variant of the run that is under way. @returns whether it was part of it. */
export function stopJob(variant: VariantId): boolean {
  const cancel = handles.get(variant);
  cancel?.();
  return cancel !== undefined;
}

export function stopJobs(): void {
  for (const cancel of handles.values()) cancel();
}

function endOf(result: Result<RunResult>): Partial<Job> {
  if (!result.ok) return { status: 'failed', problem: result.problem };
  const { end, steps } = result.value.report;
  if (end === 'cancelled') return { status: 'stopped' };
  const problem = steps.find((step) => step.problem)?.problem;
  return end === 'failed' ? { status: 'failed', problem } : { status: 'done', fraction: 1 };
}
