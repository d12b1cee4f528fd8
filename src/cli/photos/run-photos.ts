import { basename } from 'node:path';
import { fail, ok, type Problem, problemText, type Result } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { catalog } from '../../nodes/catalog.ts';
import { numberTwins, withSeedsOfFiles } from '../../runtime/node.ts';
import { createCarrier } from '../output/carried-graph.ts';
import { filesRead } from '../output/input-files.ts';
import type { Named } from '../output/name-outputs.ts';
import { graphName } from '../output/output-paths.ts';
import type { JobResult } from '../output/report.ts';
import { saveReport, writerTo } from '../output/save-pictures.ts';
import { chooseWork } from '../plan/choose-work.ts';
import { type Batch, planBatch } from '../plan/plan-batch.ts';
import type { CommandContext } from '../run/run-job.ts';
import { printLeftOut } from '../terminal/notes.ts';
import { createProgressBar, type Terminal } from '../terminal/progress-bar.ts';
import type { FoundPhotos, Photo } from './find-photos.ts';
import { findPicture, makePicture } from './make-picture.ts';
import { makeSheets } from './make-sheets.ts';
import { fillPath } from './name-pattern.ts';
import { wordsOf } from './name-words.ts';
import { giveUp, type PhotoContext } from './photo-context.ts';
import { type Placement, placePhoto } from './place-photo.ts';
import { createTally, problemOf, summaryOf } from './tally.ts';

/** Photos to dream on, one after the other, with the same graph. */
export interface PhotoWork extends FoundPhotos {
  /** The graph with a photo in it. */
  readonly edit: (photo: Photo) => Result<Document>;
}

/** A photo, and which of its pictures are to be made here. */
interface Asked {
  readonly photo: Photo;
  readonly mine: readonly boolean[];
}

/** What planning needs: no backend. */
export interface PlanContext extends Pick<CommandContext, 'options'> {
  readonly local: Pick<CommandContext['local'], 'environment'>;
}

/**
 * Dreams on every photo and writes the pictures, except those that are there already; of a series,
 * contact sheets as well. A photo that fails does not keep the others from being made.
 * Problems: `pictures-failed`, those of the report.
 */
export async function runPhotos(work: PhotoWork, command: CommandContext): Promise<Result<void>> {
  const { options, terminal, document } = command;
  const chosen = chooseWork(document, options);
  if (!chosen.ok) return chosen;
  const perPhoto = Math.max(1, chosen.value.variants.length);
  const isMine = (picture: number) => {
    const { index, count } = options.shard ?? { index: 1, count: 1 };
    return picture % count === index - 1;
  };
  const mine = work.photos.map((_, at) =>
    Array.from({ length: perPhoto }, (_each, job) => isMine(at * perPhoto + job)),
  );
  const context: PhotoContext = {
    ...command,
    placement: await placementOf(work, command),
    tally: createTally(mine.flat().filter(Boolean).length),
    bar: options.quiet ? null : createProgressBar(terminal.stderr),
    reports: [],
    tell: tellerOf(terminal),
  };
  let asked: readonly Asked[] = work.photos.map((photo, at) => ({ photo, mine: mine[at] ?? [] }));
  // What another process was at may be done by then, or left by it.
  for (const _pass of ['first', 'again']) {
    const busy: Asked[] = [];
    for (const { photo, mine: own } of asked) {
      if (context.tally.stopped) break;
      const left = own.some(Boolean) ? await dreamOn(photo, own, work, context) : [];
      if (left.some(Boolean)) busy.push({ photo, mine: left });
    }
    asked = busy;
  }
  context.tally.busy = asked.flatMap(({ mine: left }) => left.filter(Boolean)).length;
  return conclude(context);
}

function tellerOf(terminal: Terminal): PhotoContext['tell'] {
  const told = new Set<string>();
  return (notes) => {
    const fresh = notes.filter((note) => !told.has(problemText(note)));
    for (const note of fresh) told.add(problemText(note));
    printLeftOut(terminal, fresh);
  };
}

export async function placementOf(
  { photos, pattern }: PhotoWork,
  { options, files, document }: Omit<CommandContext, 'local'>,
): Promise<Placement> {
  const nameOf = (photo: Photo) =>
    fillPath(pattern.stem, wordsOf(photo, options.preset, graphName(document)));
  const paths = photos.flatMap(({ path }) => (path === null || path === '-' ? [] : [path]));
  return {
    ...{ options, pattern },
    twins: numberTwins(photos, nameOf),
    carry: createCarrier(files),
    inputs: await filesRead(document, options, paths),
    given: new Map(),
  };
}

/**
 * @param mine which of the photo's pictures are to be made here.
 * @returns which of them another process is making.
 */
async function dreamOn(
  photo: Photo,
  mine: readonly boolean[],
  work: PhotoWork,
  context: PhotoContext,
): Promise<readonly boolean[]> {
  const name = photo.path ?? context.options.preset ?? 'The graph';
  const planned = await planPhoto(photo, work, context);
  if (!planned.ok) {
    const { problem } = planned;
    giveUp({ name, problem, pictures: mine.filter(Boolean).length }, context);
    context.reports.push({ photo: photo.path, name, state: 'failed', problem });
    return [];
  }
  const { jobs, leftOut, series } = planned.value;
  const { pictures, sheets, inTheWay } = await placePhoto(photo, planned.value, context.placement);
  context.tell([...leftOut, ...(inTheWay === null ? [] : [renamed(inTheWay, pictures)])]);
  const before = context.tally.made;
  const results: (JobResult | null)[] = [];
  for (const [index, job] of jobs.entries()) {
    const asked = {
      ...{ job, photo: photo.path, files: pictures[index] ?? [] },
      name: job.variant ? `${name}, ${job.variant.name}` : name,
    };
    if (context.tally.stopped) return [];
    const isMine = mine[index] === true;
    const result = await (isMine ? makePicture(asked, context) : findPicture(asked));
    if (isMine && result) context.reports.push(result.report);
    results.push(result);
  }
  const whole = results.flatMap((result) => result ?? []);
  if (series && whole.length === jobs.length) {
    const isNew = context.tally.made > before;
    await makeSheets(series, whole, sheets, { isNew, context });
  }
  return results.map((result, index) => mine[index] === true && result === null);
}

function renamed(before: string, [first]: Named['pictures']): Problem {
  const now = basename(first?.[0]?.path ?? '');
  return {
    code: 'renamed',
    message: `${before} is another dream, so this one is written as ${now}; --force replaces it.`,
  };
}

export async function planPhoto(
  photo: Photo,
  { edit }: PhotoWork,
  { options, local }: PlanContext,
): Promise<Result<Batch>> {
  const edited = edit(photo);
  if (!edited.ok) return edited;
  const chosen = chooseWork(edited.value, options);
  if (!chosen.ok) return chosen;
  const { base } = chosen.value;
  const environment = await local.environment(base);
  return planBatch(withSeedsOfFiles(environment, base, catalog), chosen.value);
}

async function conclude({ tally, terminal, options, reports, bar }: PhotoContext) {
  bar?.clear();
  if (!options.quiet) terminal.stderr.write(`${summaryOf(tally)}\n`);
  if (options.report !== null) {
    const saved = await saveReport(options.report, { pictures: reports }, writerTo(terminal));
    if (!saved.ok) return saved;
  }
  const problem = problemOf(tally);
  return problem ? fail(problem) : ok(undefined);
}
