import type { Problem } from '../../common/result.ts';
import { tensorMemory, watchPeakBytes } from '../../engine/index.ts';
import type { Document } from '../../graph/document/document.ts';
import type { Local } from '../../runtime/node.ts';
import type { CliFiles } from '../access/file-access.ts';
import type { Options } from '../options/options.ts';
import { createAscentLog } from '../output/ascent-log.ts';
import type { OutputFile } from '../output/output-paths.ts';
import { type JobResult, makeReport } from '../output/report.ts';
import { savePictures, writerTo } from '../output/save-pictures.ts';
import type { Job } from '../plan/plan-batch.ts';
import { printLeftOut, printWarnings } from '../terminal/notes.ts';
import type { ProgressBar, Terminal } from '../terminal/progress-bar.ts';
import { followProgress, type Turn } from './follow-progress.ts';

/** What every job of a command shares. */
export interface CommandContext {
  readonly local: Local;
  readonly document: Document;
  readonly options: Options;
  readonly terminal: Terminal;
  readonly files: CliFiles;
}

/** Runs one job and writes its pictures to the files of their targets. */
export async function runJob(
  job: Job,
  outputs: readonly OutputFile[],
  context: CommandContext & { readonly turn: Turn; readonly bar: ProgressBar | null },
): Promise<JobResult> {
  const { local, options, terminal, turn, bar, files } = context;
  const ascents = createAscentLog();
  const before = tensorMemory();
  const watch = watchPeakBytes();
  const draw = followProgress(job.plan, turn, bar);
  const warn = printWarnings(terminal, { quiet: options.quiet, picture: turn.name, bar });
  const execution = await local.run(job.plan, {
    onAscent: ascents.onAscent,
    onEvent: (event) => {
      draw(event);
      warn(event);
    },
  });
  watch.stop();
  bar?.clear();
  const { saved, problem: unwritten } = await savePictures(execution, outputs, {
    depth: files.depthOf(job.pictures),
    write: writerTo(terminal),
  });
  const named = saved.filter(({ path }) => path !== '-');
  if (!options.quiet) for (const { path } of named) terminal.stderr.write(`${path}\n`);
  const failures = execution.report.steps.flatMap(({ problem }) => problem ?? []);
  const [failure = noPicture] = failures;
  // What could be made was asked for as well: the rest is only told.
  if (saved.length > 0) printLeftOut(terminal, failures);
  const problem = unwritten ?? (saved.length > 0 ? null : failure);
  const report = makeReport({
    backend: local.report,
    job,
    execution,
    outputs: saved,
    problem,
    ascents: ascents.reports(),
    firstStepMs: ascents.firstStepMs(),
    memory: { peak: watch.peak(), before: before.tensors, after: tensorMemory().tensors },
  });
  return { job, saved, ms: execution.report.ms, problem, report };
}

const noPicture: Problem = {
  code: 'no-picture',
  message: 'The targets of the run give no picture, so there is nothing to write.',
  remedy: 'Run to a node that shows one.',
};
