import { fail, ok, type Problem, type Result } from '../common/result.ts';
import { checkPaths, outputPaths, sheetPaths } from './outputs.ts';
import type { Batch } from './plan-batch.ts';
import { createProgressBar } from './progress-bar.ts';
import { type Ended, runJob, type Surroundings } from './run-job.ts';
import { saveReport } from './save.ts';

/**
 * Runs every job and writes its pictures; of a series, a contact sheet as well. In a series one
 * picture that cannot be made does not keep the others from being made.
 */
export async function runBatch(batch: Batch, around: Surroundings): Promise<Result<void>> {
  const { jobs, series } = batch;
  const { document, options, terminal } = around;
  const paths = jobs.map(({ plan }, index) =>
    outputPaths(plan, document, options, markOf(batch, index)),
  );
  const [first] = jobs;
  const sheets: ReadonlyMap<string, string> =
    series && first ? sheetPaths(first.plan, document, options) : new Map();
  const writable = await checkPaths([
    ...paths.flatMap((own) => [...own.values()]),
    ...sheets.values(),
  ]);
  if (!writable.ok) return writable;

  const bar = options.quiet ? null : createProgressBar(terminal.stderr);
  const ended: Ended[] = [];
  for (const [index, job] of jobs.entries()) {
    const turn = { index, count: jobs.length };
    const done = await runJob(job, paths[index] ?? new Map(), { ...around, turn, bar });
    ended.push(done);
    if (done.problem && series)
      terminal.stderr.write(`${job.variant?.name}: ${done.problem.message}\n`);
  }
  const problem = problemOf(ended);
  if (problem && !series) return fail(problem);
  if (series && ended.some(({ saved }) => saved.length > 0)) {
    // With its fonts it is loaded only when there is a sheet to draw.
    const { saveSheets } = await import('./sheet/save-sheets.ts');
    const drawn = await saveSheets(series, ended, sheets, around);
    if (!drawn.ok) return drawn;
  }
  if (options.report !== null) {
    const reports = ended.map(({ report }) => report);
    const saved = await saveReport(
      options.report,
      series ? { series: reports } : (reports[0] ?? {}),
    );
    if (!saved.ok) return saved;
  }
  return problem ? fail(problem) : ok(undefined);
}

/** Tells the files of one job from those of the others: "02-mixed4". */
function markOf({ jobs, series }: Batch, index: number): string | null {
  const name = jobs[index]?.variant?.name ?? null;
  if (!series || name === null) return name;
  const digits = Math.max(2, String(jobs.length).length);
  return `${String(index + 1).padStart(digits, '0')}-${name}`;
}

function problemOf(ended: readonly Ended[]): Problem | null {
  const problems = ended.flatMap(({ problem }) => problem ?? []);
  const [first] = problems;
  if (!first || ended.length === 1) return first ?? null;
  const message = `${problems.length} of ${ended.length} pictures could not be made.`;
  return { code: first.code, message };
}
