import { fail, type Problem, type Result } from '../common/result.ts';
import { tensorMemory, watchPeakBytes } from '../engine/index.ts';
import type { Document } from '../graph/document.ts';
import type { Execution, Local } from '../runtime/index.ts';
import { createAscentLog } from './ascent-report.ts';
import type { CliFiles } from './files.ts';
import { followProgress, type Turn } from './follow-progress.ts';
import type { Options } from './options.ts';
import type { Job } from './plan-batch.ts';
import type { ProgressBar, ProgressStream } from './progress-bar.ts';
import { makeReport } from './report.ts';
import { type SavedPicture, savePictures } from './save.ts';
import { tellWarnings } from './tell-warnings.ts';

export interface Terminal {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: ProgressStream;
}

export interface Surroundings {
  readonly local: Local;
  readonly document: Document;
  readonly options: Options;
  readonly terminal: Terminal;
  readonly files: CliFiles;
}

/** What came of a job. */
export interface Ended {
  readonly job: Job;
  readonly saved: readonly SavedPicture[];
  readonly ms: number;
  readonly problem: Problem | null;
  /** For programs to read. */
  readonly report: object;
}

/** Runs one job and writes its pictures to the paths of their targets. */
export async function runJob(
  job: Job,
  paths: ReadonlyMap<string, string>,
  around: Surroundings & { readonly turn: Turn; readonly bar: ProgressBar | null },
): Promise<Ended> {
  const { local, options, terminal, turn, bar } = around;
  const ascents = createAscentLog();
  const before = tensorMemory();
  const watch = watchPeakBytes();
  const draw = followProgress(job.plan, turn, bar);
  const picture = turn.count > 1 ? job.variant?.name : undefined;
  const warn = tellWarnings(terminal.stderr, { quiet: options.quiet, picture, bar });
  const execution = await local.run(job.plan, {
    onAscent: ascents.onAscent,
    tell: (event) => {
      draw(event);
      warn(event);
    },
  });
  watch.stop();
  bar?.clear();
  const saved = await save(execution, job, paths, around);
  if (saved.ok && !options.quiet) tellPaths(saved.value, terminal);
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
  { files, options }: Surroundings,
): Promise<Result<readonly SavedPicture[]>> {
  const failed = execution.report.steps.find(({ problem }) => problem);
  if (failed?.problem) return fail(failed.problem);
  return savePictures(execution, paths, {
    depth: files.depth(),
    graph: options.metadata ? job.pinned : null,
  });
}

export function tellPaths(files: readonly { readonly path: string }[], { stderr }: Terminal): void {
  for (const { path } of files) stderr.write(`${path}\n`);
}
