import { fail, ok, type Result } from '../common/result.ts';
import { type BackendName, tensorMemory, watchPeakBytes } from '../engine/index.ts';
import type { Document } from '../graph/document.ts';
import type { Warning } from '../graph/inspect.ts';
import { orList } from '../graph/names.ts';
import { type Local, openLocal } from '../runtime/index.ts';
import { createAscentLog } from './ascent-report.ts';
import { describeGraph } from './describe-graph.ts';
import { editGraph } from './edit-graph.ts';
import { exitStatusOf } from './exit-status.ts';
import { type CliFiles, createFiles } from './files.ts';
import { followProgress } from './follow-progress.ts';
import { helpText } from './help.ts';
import { openGraphFile, openPreset, presetNames } from './open-graph.ts';
import { graphAskedFor, type Options, readOptions } from './options.ts';
import { checkPaths, outputPaths } from './outputs.ts';
import { createProgressBar, type ProgressStream } from './progress-bar.ts';
import { makeReport } from './report.ts';
import { type Job, planJobs, runJob } from './run-graph.ts';
import { savePictures, saveReport } from './save.ts';
import { checkWritable } from './write-file.ts';

export interface Terminal {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: ProgressStream;
}

/** The `dream` command. @returns the exit status: 0 done, 2 bad input or usage, 1 failed. */
export async function dream(argv: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const result = await runCommand(argv, terminal);
  if (result.ok) return 0;
  terminal.stderr.write(`${result.problem.message}\n`);
  return exitStatusOf(result.problem);
}

async function runCommand(argv: readonly string[], terminal: Terminal): Promise<Result<void>> {
  const asked = graphAskedFor(argv);
  const opened = await (asked.graph === null
    ? openPreset(asked.preset ?? 'deepdream')
    : openGraphFile(asked.graph));
  if (!opened.ok) return opened;
  const { document, warnings } = opened.value;
  const options = readOptions(
    argv,
    document.exposed.map(({ name }) => name),
  );
  if (!options.ok) return options;
  const { help, list, describe, photo, graph, preset } = options.value;
  if (help) return say(terminal, helpText(document));
  if (list) return say(terminal, await listPresets());
  if (describe !== null) return describeAny(terminal, describe);
  if (photo === null && graph === null && preset === null) {
    return fail({
      code: 'usage',
      message:
        'Name a photo to dream on: npm run -s dream -- photo.jpg -o dream.png. --help tells the rest.',
    });
  }
  tellWarnings(terminal, options.value, warnings);
  const edited = editGraph(document, options.value);
  return edited.ok ? runDocument(edited.value, options.value, terminal) : edited;
}

function say({ stdout }: Terminal, text: string): Result<void> {
  stdout.write(text);
  return ok(undefined);
}

async function listPresets(): Promise<string> {
  const lines: string[] = [];
  for (const name of await presetNames()) {
    const preset = await openPreset(name);
    if (preset.ok) lines.push(`${name.padEnd(20)} ${preset.value.document.description ?? ''}\n`);
  }
  return lines.join('');
}

async function describeAny(terminal: Terminal, graph: string): Promise<Result<void>> {
  const names = await presetNames();
  const opened = await (names.includes(graph) ? openPreset(graph) : openGraphFile(graph));
  return opened.ok ? say(terminal, describeGraph(opened.value.document)) : opened;
}

function tellWarnings(
  { stderr }: Terminal,
  { quiet }: Options,
  warnings: readonly Warning[],
): void {
  if (quiet) return;
  for (const { message } of warnings) stderr.write(`Note: ${message}\n`);
}

const backends: readonly BackendName[] = ['wasm', 'cpu'];

async function runDocument(
  document: Document,
  options: Options,
  terminal: Terminal,
): Promise<Result<void>> {
  const asked = options.backend;
  const backend = asked === null || asked === 'auto' ? 'auto' : backends.find((b) => b === asked);
  if (!backend) {
    const message = `There is no backend "${asked}" on the command line. Use ${orList(backends)}.`;
    return fail({ code: 'usage', message });
  }
  if (options.report !== null) {
    const writable = await checkWritable(options.report);
    if (!writable.ok) return writable;
  }
  const files = createFiles();
  const local = await openLocal({ ...files, backend });
  if (!local.ok) return local;
  const jobs = await planJobs(local.value, document, options);
  if (!jobs.ok) return jobs;
  for (const job of jobs.value) {
    const done = await runOne(local.value, job, { document, options, terminal, files });
    if (!done.ok) return done;
  }
  local.value.close();
  return ok(undefined);
}

interface Surroundings {
  readonly document: Document;
  readonly options: Options;
  readonly terminal: Terminal;
  readonly files: CliFiles;
}

async function runOne(
  local: Local,
  job: Job,
  { document, options, terminal, files }: Surroundings,
): Promise<Result<void>> {
  const paths = outputPaths(job.plan, document, options, job.variant?.name ?? null);
  const writable = await checkPaths(paths.values());
  if (!writable.ok) return writable;

  const bar = options.quiet ? null : createProgressBar(terminal.stderr);
  const ascents = createAscentLog();
  const before = tensorMemory();
  const watch = watchPeakBytes();
  const execution = await runJob(local, job, {
    onAscent: ascents.onAscent,
    tell: followProgress(job.plan, bar, terminal.stderr),
  });
  watch.stop();
  bar?.clear();
  if (!execution.ok) return execution;
  const saved = await savePictures(execution.value, paths, {
    depth: files.depth(),
    graph: options.metadata ? job.pinned : null,
  });
  if (!saved.ok) return saved;
  if (!options.quiet) for (const { path } of saved.value) terminal.stderr.write(`${path}\n`);
  if (options.report === null) return ok(undefined);
  return saveReport(
    options.report,
    makeReport({
      backend: local.report.backend,
      job,
      execution: execution.value,
      outputs: saved.value,
      ascents: ascents.reports(),
      memory: { peak: watch.peak(), before: before.tensors, after: tensorMemory().tensors },
    }),
  );
}
