import { fail, ok, type Problem, problemText, type Result } from '../../common/result.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { count } from '../../graph/document/names.ts';
import { catalog } from '../../nodes/catalog.ts';
import { saveClip } from '../../nodes/save-clip/definition.ts';
import { type ClipSettings, clipSettings } from '../../nodes/save-clip/settings.ts';
import {
  type Execution,
  type FrameJob,
  frameOutcome,
  runSequence,
  type SequenceEvent,
} from '../../runtime/node.ts';
import { checkClipWritable } from '../clips/clip-file.ts';
import { isNumbered } from '../clips/clip-path.ts';
import { claim, letGo } from '../files/temporary-files.ts';
import { checkWritable } from '../files/write-file.ts';
import { createCarrier } from '../output/carried-graph.ts';
import { checkInputs, filesRead } from '../output/input-files.ts';
import { saveReport, writerTo } from '../output/save-pictures.ts';
import { followProgress } from '../run/follow-progress.ts';
import type { CommandContext } from '../run/run-job.ts';
import { printWarnings } from '../terminal/notes.ts';
import { createProgressBar, type ProgressBar } from '../terminal/progress-bar.ts';
import type { Clips } from './film-clip.ts';
import { type FrameFiles, frameFiles, prepareFrames } from './frame-files.ts';
import { type FilmWork, waitingFolder } from './read-film.ts';
import { type FilmFile, filmKey, isFilmThere, writeFilm } from './write-film.ts';

/**
 * Makes the frames of a film that are not there yet, and puts them together if a film was asked for.
 * Stopped anywhere and started again, it gives the same files; what is there already is not made again.
 * Problems: `frames-failed`, those of the writers and of the report.
 */
export async function runFilm(
  work: FilmWork,
  command: CommandContext & { readonly clips: Clips },
): Promise<Result<void>> {
  const { options, terminal } = command;
  const settings = settingsOf(work);
  const wantsGraph = options.metadata && settings.metadata;
  // Frames that wait for their film must be known again, whatever the film says of itself.
  const carried = await createCarrier(command.files)(work.document);
  const graph = wantsGraph || waitingFolder(work) !== null ? carried : null;
  const ready = await prepare(work, graph, command);
  if (!ready.ok) return ready;
  const { force } = options;
  const files = frameFiles(work, { graph, force, write: writerTo(terminal) });
  const environment = await command.local.environment(work.document);
  const key = wantsGraph ? filmKey(work, environment, settings) : undefined;
  const film = { settings, key, graph: wantsGraph ? carried : null };
  const isThere = !force && (await isFilmThere(work, key));
  const { report, problem } = isThere ? noFrames : await makeFilm(work, film, files, command);
  if (isThere && !options.quiet) terminal.stderr.write(`${work.film?.path} is there already.\n`);
  letGo(work.frames);
  if (!problem) await finish(work, files);
  if (options.report !== null) {
    const content = { frames: report, ...(work.film && !problem && { film: work.film.path }) };
    const saved = await saveReport(options.report, content, writerTo(terminal));
    if (!saved.ok) return saved;
  }
  return problem ? fail(problem) : ok(undefined);
}

/** What became of a film, as `--report` says it, and why there is none. */
interface FilmMade {
  readonly report: readonly object[];
  readonly problem?: Problem | undefined;
}

const noFrames: FilmMade = { report: [] };

/** Makes the frames, and puts them together if a film was asked for. */
async function makeFilm(
  work: FilmWork,
  film: Pick<FilmFile, 'settings' | 'key' | 'graph'>,
  files: FrameFiles,
  command: CommandContext & { readonly clips: Clips },
): Promise<FilmMade> {
  const { options, terminal } = command;
  const bar = options.quiet ? null : createProgressBar(terminal.stderr);
  const { report, ...made } = await makeFrames(work, files, { ...command, bar });
  bar?.clear();
  if (!options.quiet) terminal.stderr.write(`${summaryOf(work, made)}\n`);
  const problem = failureOf(made.problems);
  if (problem || !work.film) return { report, ...(problem && { problem }) };
  const written = await writeFilm(work, { ...work.film, ...film }, files, command);
  return { report, ...(!written.ok && { problem: written.problem }) };
}

function settingsOf({ document, target }: FilmWork): ClipSettings {
  const node = graphIndex(document).nodes.get(target);
  return clipSettings(node?.type === saveClip.type ? node.params : {});
}

/** Everything that can be known to fail before any dreaming. */
async function prepare(
  work: FilmWork,
  graph: string | null,
  { options, document }: CommandContext,
): Promise<Result<void>> {
  if (work.film) {
    const codec = await checkClipWritable(work.film.format);
    if (!codec.ok) return codec;
    const writable = await checkWritable(work.film.path);
    if (!writable.ok) return writable;
  }
  const inputs = await filesRead(document, options);
  const clash = await checkInputs([work.film?.path ?? work.frames], options, inputs);
  if (!clash.ok) return clash;
  const frames = await prepareFrames(work, { force: options.force, graph });
  if (!frames.ok) return frames;
  if (claim(work.frames)) return ok(undefined);
  return fail({
    code: 'not-written',
    message: `Another process is making ${work.film?.path ?? work.frames}.`,
    remedy: 'Wait until it has ended, or choose another name with -o.',
  });
}

/** What became of the frames. */
interface Made {
  readonly made: number;
  readonly there: number;
  readonly problems: readonly Problem[];
  /** For `--report`. */
  readonly report: readonly object[];
}

type FilmContext = CommandContext & { readonly bar: ProgressBar | null };

async function makeFrames(work: FilmWork, files: FrameFiles, context: FilmContext): Promise<Made> {
  const { document, target, range } = work;
  const environment = await context.local.environment(document);
  const problems: Problem[] = [];
  const report: object[] = [];
  let [made, there] = [0, 0];
  const has: FrameFiles['has'] = async (frame, key) => {
    const isThere = await files.has(frame, key);
    if (isThere) there++;
    return isThere;
  };
  const run = frameRunner(work, context);
  const events = runSequence<Execution>({
    ...{ document, catalog, environment, range, targets: [target] },
    store: { ...files, has },
    signal: new AbortController().signal,
    runFrame: run.frame,
  });
  for await (const event of events) {
    if (event.kind === 'frame-start') run.turn(event);
    if (event.kind === 'failed') problems.push(event.problem);
    if (event.kind === 'frame-done') {
      if (event.made) made++;
      run.turn(event);
      context.bar?.update(event.done / event.of, run.words(event.frame));
    }
    if (context.options.report !== null) report.push(...reportOf(event, files));
  }
  return { made, there, problems, report };
}

/** Runs frames and draws how far they have come. */
function frameRunner({ range }: FilmWork, context: FilmContext) {
  const count = range.last - range.first + 1;
  let [index, of] = [0, 1];
  const warn = warnOnce(context);
  // Frames before the first of the range are made only because it goes on from them.
  const words = (frame: number) =>
    frame < range.first
      ? `frame ${frame}, which later ones go on from`
      : `frame ${frame - range.first + 1} of ${count}`;
  return {
    turn: (progress: { readonly done: number; readonly of: number }) => {
      [index, of] = [progress.done, progress.of];
    },
    words,
    frame: async ({ frame, plan, given, forget }: FrameJob) => {
      const turn = { index, count: of, words: words(frame), name: `Frame ${frame}` };
      const draw = followProgress(plan, turn, context.bar);
      const onEvent: typeof draw = (event) => {
        draw(event);
        warn(event);
      };
      const execution = await context.local.run(plan, { given, forget, onEvent });
      return frameOutcome(execution, plan.profile);
    },
  };
}

/** What is wrong with one frame is mostly wrong with all. */
function warnOnce({ terminal, options, bar }: FilmContext): ReturnType<typeof printWarnings> {
  const print = printWarnings(terminal, { quiet: options.quiet, picture: undefined, bar });
  const told = new Set<string>();
  return (event) => {
    if (event.kind !== 'warning' || told.has(problemText(event.problem))) return;
    told.add(problemText(event.problem));
    print(event);
  };
}

function reportOf(event: SequenceEvent<Execution>, files: FrameFiles): readonly object[] {
  if (event.kind === 'failed') {
    return [{ frame: event.frame, state: 'failed', problem: event.problem }];
  }
  if (event.kind !== 'frame-done') return [];
  const { frame, key, made } = event;
  const path = files.pathOf(frame);
  if (!made) return [{ frame, key, path, state: 'run-again' }];
  const { ms, profile, steps } = made.report;
  const computed = steps.filter(({ cached }) => !cached).map(({ node }) => node);
  return [{ frame, key, path, state: 'made', ms, profile, computed }];
}

/** "120 frames: 80 made, 40 there already." */
function summaryOf({ range }: FilmWork, { made, there, problems }: Omit<Made, 'report'>): string {
  const all = range.last - range.first + 1;
  const left = all - made - there - problems.length;
  const parts = [
    ...(made > 0 ? [`${made} made`] : []),
    ...(there > 0 ? [`${there} there already`] : []),
    ...(problems.length > 0 ? [`${problems.length} failed`] : []),
    ...(left > 0 ? [`${left} not begun`] : []),
  ];
  return `${count(all, 'frame')}: ${parts.join(', ')}.`;
}

function failureOf([first, ...more]: readonly Problem[]): Problem | null {
  if (!first) return null;
  const others = more.length === 0 ? '' : ` ${count(more.length, 'further frame')} failed.`;
  const message = `${problemText(first)}${others}`;
  return {
    code: 'frames-failed',
    message,
    remedy: 'Run the command again: what is finished stays.',
  };
}

/** Frames that end before their sequence does may be gone on with: what the last one left stays. */
async function finish(work: FilmWork, files: FrameFiles): Promise<void> {
  const { document, range, film, frames } = work;
  const isWhole = range.last + 1 >= (document.sequence?.frames ?? 0) || !isNumbered(frames);
  if (film) await files.clear('all');
  else if (isWhole) await files.clear('delays');
}
