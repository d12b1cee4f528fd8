import type { Problem } from '../../common/result.ts';
import type { RunReport } from '../execute/events.ts';
import type { Delays } from './frames-to-run.ts';
import type { FrameOutcome } from './run-sequence.ts';

/**
 * What a run has come to as a frame, whether in this process (`Execution`) or in a worker
 * (`RunResult`). A picture that was cut short, or made on another backend than its key names, is none.
 * @param profile of the frame's plan.
 */
export function frameOutcome<Made extends { readonly report: RunReport; readonly delays: Delays }>(
  made: Made,
  profile: string,
): FrameOutcome<Made> {
  const { report, delays } = made;
  if (report.end === 'cancelled' || report.cut) return { end: 'cancelled' };
  const failure = report.steps.find(({ problem }) => problem)?.problem;
  if (failure) return { end: 'failed', problem: failure };
  if (report.end === 'failed') return { end: 'failed', problem: noReason };
  if (report.profile !== profile) return { end: 'failed', problem: otherBackend };
  return { end: 'done', made, delays };
}

const noReason: Problem = {
  code: 'fault',
  message: 'It failed and did not say why.',
  remedy: 'Render the film again: what is finished stays.',
};

const otherBackend: Problem = {
  code: 'backend-lost',
  message: 'The graphics card stopped, so the rest would look different.',
  remedy: 'Render the film again on what works now.',
};
