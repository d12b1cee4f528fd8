import { fail, ok, type Problem, problemText, type Result } from '../../common/result.ts';
import { planOutputs } from '../output/plan-outputs.ts';
import type { JobResult } from '../output/report.ts';
import { saveReport, writerTo } from '../output/save-pictures.ts';
import type { Batch, Job } from '../plan/plan-batch.ts';
import { printLeftOut } from '../terminal/notes.ts';
import { createProgressBar } from '../terminal/progress-bar.ts';
import type { Turn } from './follow-progress.ts';
import { type CommandContext, runJob } from './run-job.ts';

/**
 * Runs every job and writes its pictures; of a series, a contact sheet as well. In a series one
 * picture that cannot be made does not keep the others from being made.
 */
export async function runBatch(batch: Batch, context: CommandContext): Promise<Result<void>> {
  const { jobs, series } = batch;
  const { options, terminal } = context;
  const planned = await planOutputs(batch, context);
  if (!planned.ok) return planned;
  const { pictures, sheets, note } = planned.value;
  printLeftOut(terminal, [...batch.leftOut, ...(note ? [note] : [])]);

  const bar = options.quiet ? null : createProgressBar(terminal.stderr);
  const results: JobResult[] = [];
  for (const [index, job] of jobs.entries()) {
    const turn = turnOf(index, jobs);
    const done = await runJob(job, pictures[index] ?? [], { ...context, turn, bar });
    results.push(done);
    if (done.problem && series)
      terminal.stderr.write(`${job.variant?.name}: ${problemText(done.problem)}\n`);
  }
  const problem = problemOf(results);
  if (problem && !series) return fail(problem);
  if (series && results.some(({ saved }) => saved.length > 0)) {
    // With its fonts it is loaded only when there is a sheet to draw.
    const { saveSheets } = await import('../sheet/save-sheets.ts');
    const drawn = await saveSheets(series, results, sheets, {
      backend: context.local.report.backend,
      onSaved: (path) => {
        if (!options.quiet) terminal.stderr.write(`${path}\n`);
      },
    });
    if (!drawn.ok) return drawn;
  }
  if (options.report !== null) {
    const reports = results.map(({ report }) => report);
    const saved = await saveReport(
      options.report,
      series ? { series: reports } : (reports[0] ?? {}),
      writerTo(terminal),
    );
    if (!saved.ok) return saved;
  }
  return problem ? fail(problem) : ok(undefined);
}

function turnOf(index: number, jobs: readonly Job[]): Turn {
  const count = jobs.length;
  if (count === 1) return { index, count, words: '', name: undefined };
  const words = `picture ${index + 1} of ${count}`;
  return { index, count, words, name: jobs[index]?.variant?.name };
}

function problemOf(results: readonly JobResult[]): Problem | null {
  const problems = results.flatMap(({ problem }) => problem ?? []);
  const [first] = problems;
  if (!first || results.length === 1) return first ?? null;
  const message = `${problems.length} of ${results.length} pictures could not be made.`;
  return { code: first.code, message };
}
