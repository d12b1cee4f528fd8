import type { Problem, Result } from '../../common/result.ts';
import { count } from '../../graph/document/names.ts';
import { cutInWords, type RunResult } from '../../runtime/browser.ts';
import { shownTime } from '../kit/durations.ts';
import type { Job } from './run-store.ts';

/** Of a run that found everything made already: how long that took is no news. */
export const nothingChanged = 'Nothing changed since the last run';

/**
 * How a run ended, in words. `asked` counts the variants, of which some could not even begin;
 * `missing` is what kept the first of them from it.
 */
export function outcomeOf(
  results: readonly Result<RunResult>[],
  asked: number,
  ms: number,
  missing?: Problem,
): string {
  const [only] = results.length === 1 ? results : [];
  const time = shownTime(only?.ok ? only.value.report.ms : ms);
  const ends = results.map((result) => (result.ok ? result.value.report.end : 'lost'));
  if (ends.length === 0) return missing?.message ?? 'Nothing to run';
  if (ends.includes('cancelled')) return `Stopped after ${time}`;
  const cut = results.flatMap((result) => (result.ok ? (result.value.report.cut ?? []) : []))[0];
  if (cut && asked === 1) return `Kept: ${cutInWords(cut)}`;
  const done = ends.filter((end) => end === 'done').length;
  if (done === asked) return results.every(isFromCache) ? nothingChanged : `Done in ${time}`;
  if (asked > 1) return `${asked - done} of ${count(asked, 'variant')} failed`;
  if (ends[0] === 'lost') return 'Not finished';
  const failed = results.flatMap((result) =>
    result.ok ? result.value.report.steps.filter(({ problem }) => problem) : [],
  );
  return `${count(failed.length, 'node')} failed`;
}

function isFromCache(result: Result<RunResult>): boolean {
  return result.ok && result.value.report.steps.every(({ cached }) => cached);
}

/** The problem that has no node to stand on: of the graph as a whole, or of the worker. */
export function problemToTell(
  errors: readonly Problem[] = [],
  results: readonly Result<RunResult>[],
): Problem | undefined {
  const lost = results.flatMap((result) => (result.ok ? [] : result.problem));
  return lost[0] ?? errors.find(({ node }) => node === undefined);
}

/** What became of one variant. */
export function endOf(result: Result<RunResult>): Partial<Job> {
  if (!result.ok) return { status: 'failed', problem: result.problem };
  const { end, steps } = result.value.report;
  if (end === 'cancelled') return { status: 'stopped' };
  const cutKey = steps.findLast(({ cut }) => cut)?.key;
  if (cutKey !== undefined) return { status: 'stopped', cutKey };
  const problem = steps.find((step) => step.problem)?.problem;
  return end === 'failed' ? { status: 'failed', problem } : { status: 'done', fraction: 1 };
}
