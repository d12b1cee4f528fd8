import { fail, type Result } from '../../common/result.ts';
import { tensorMemory, watchPeakBytes } from '../../engine/index.ts';
import type { Document } from '../../graph/document/document.ts';
import type { Execution, Local } from '../../runtime/node.ts';
import type { CliFiles } from '../files/file-access.ts';
import type { Options } from '../options/options.ts';
import { createAscentLog } from '../output/ascent-log.ts';
import { type JobResult, makeReport } from '../output/report.ts';
import { type SavedPicture, savePictures } from '../output/save-pictures.ts';
import type { Job } from '../plan/plan-batch.ts';
import { printWarnings } from '../terminal/notes.ts';
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

/** Runs one job and writes its pictures to the paths of their targets. */
export async function runJob(
  job: Job,
  paths: ReadonlyMap<string, string>,
  context: CommandContext & { readonly turn: Turn; readonly bar: ProgressBar | null },
): Promise<JobResult> {
  const { local, options, terminal, turn, bar } = context;
  const ascents = createAscentLog();
  const before = tensorMemory();
  const watch = watchPeakBytes();
  const draw = followProgress(job.plan, turn, bar);
  const picture = turn.count > 1 ? job.variant?.name : undefined;
  const warn = printWarnings(terminal, { quiet: options.quiet, picture, bar });
  const execution = await local.run(job.plan, {
    onAscent: ascents.onAscent,
    onEvent: (event) => {
      draw(event);
      warn(event);
    },
  });
  watch.stop();
  bar?.clear();
  const saved = await save(execution, job, paths, context);
  if (saved.ok && !options.quiet) printPaths(terminal, saved.value);
  const outputs = saved.ok ? saved.value : [];
  const problem = saved.ok ? null : saved.problem;
  const report = makeReport({
    backend: local.report.backend,
    job,
    execution,
    outputs,
    problem,
    ascents: ascents.reports(),
    firstStepMs: ascents.firstStepMs(),
    memory: { peak: watch.peak(), before: before.tensors, after: tensorMemory().tensors },
  });
  return { job, saved: outputs, ms: execution.report.ms, problem, report };
}

/** The first problem of any step is the problem. */
async function save(
  execution: Execution,
  job: Job,
  paths: ReadonlyMap<string, string>,
  { files, options }: CommandContext,
): Promise<Result<readonly SavedPicture[]>> {
  const failed = execution.report.steps.find(({ problem }) => problem);
  if (failed?.problem) return fail(failed.problem);
  return savePictures(execution, paths, {
    depth: files.depth(),
    graph: options.metadata ? job.pinned : null,
  });
}

function printPaths({ stderr }: Terminal, files: readonly { readonly path: string }[]): void {
  for (const { path } of files) stderr.write(`${path}\n`);
}
