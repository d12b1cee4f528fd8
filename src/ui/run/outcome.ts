import type { Result } from '../../common/result.ts';
import { count } from '../../graph/document/names.ts';
import { cutInWords, type RunResult } from '../../runtime/browser.ts';
import { shownTime } from '../kit/durations.ts';

/** How a run ended, in words. `asked` counts the variants, of which some could not even begin. */
export function outcomeOf(
  results: readonly Result<RunResult>[],
  asked: number,
  ms: number,
): string {
  const [only] = results.length === 1 ? results : [];
  const time = shownTime(only?.ok ? only.value.report.ms : ms);
  const ends = results.map((result) => (result.ok ? result.value.report.end : 'lost'));
  if (ends.length === 0) return 'Nothing to run';
  if (ends.includes('cancelled')) return `Stopped after ${time}`;
  const cut = results.flatMap((result) => (result.ok ? (result.value.report.cut ?? []) : []))[0];
  if (cut && asked === 1) return `Kept: ${cutInWords(cut)}`;
  const done = ends.filter((end) => end === 'done').length;
  if (done === asked) return `Done in ${time}`;
  if (asked > 1) return `${asked - done} of ${count(asked, 'variant')} failed`;
  if (ends[0] === 'lost') return 'Not finished';
  const failed = results.flatMap((result) =>
    result.ok ? result.value.report.steps.filter(({ problem }) => problem) : [],
  );
  return `${count(failed.length, 'node')} failed`;
}
