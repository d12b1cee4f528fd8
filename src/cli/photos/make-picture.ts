import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { sizeOfPicture } from '../files/file-key.ts';
import { reasonOf } from '../files/system-error.ts';
import { claim, letGo } from '../files/temporary-files.ts';
import { checkWritable } from '../files/write-file.ts';
import type { OutputFile } from '../output/output-paths.ts';
import type { JobResult } from '../output/report.ts';
import type { SavedPicture } from '../output/save-pictures.ts';
import type { Job } from '../plan/plan-batch.ts';
import { runJob } from '../run/run-job.ts';
import { giveUp, type PhotoContext } from './photo-context.ts';
import { isFinished } from './place-photo.ts';
import { failures } from './tally.ts';

/** A picture of a photo, and where it goes. */
export interface Asked {
  /** For sentences: the photo, and the variant where there are several. */
  readonly name: string;
  readonly photo: string | null;
  readonly job: Job;
  readonly files: readonly OutputFile[];
}

/**
 * Makes a picture unless it is there already, while no other process does.
 * @returns what is there of it now; null: another process is at it.
 */
export async function makePicture(asked: Asked, context: PhotoContext): Promise<JobResult | null> {
  const { files } = asked;
  const { tally, options } = context;
  const find = async () => {
    const found = options.force ? null : await findPicture(asked);
    if (found) tally.found++;
    return found;
  };
  const found = await find();
  if (found) return found;
  const ready = await prepare(files);
  if (!ready.ok) return failed(asked, ready.problem, context);
  const paths = files.map(({ path }) => path);
  const claimed = paths.filter(claim);
  try {
    if (claimed.length < paths.length) return null;
    // It may have been made since, before the claim.
    return (await find()) ?? (await make(asked, context));
  } finally {
    for (const path of claimed) letGo(path);
  }
}

/** @returns null: it is not there. */
export async function findPicture(asked: Asked): Promise<JobResult | null> {
  const { files, job, name, photo } = asked;
  if (files.length === 0) return null;
  for (const file of files) if (!(await isFinished(file))) return null;
  const saved: SavedPicture[] = [];
  for (const { node, path } of files) {
    const size = await sizeOfPicture(path);
    if (size) saved.push({ node, path, ...size });
  }
  const report = { photo, name, state: 'found', outputs: saved };
  return { job, saved, ms: null, problem: null, report };
}

async function prepare(files: readonly OutputFile[]): Promise<Result<void>> {
  for (const { path } of files) {
    try {
      await mkdir(dirname(path), { recursive: true });
    } catch (error) {
      const message = `The folder ${dirname(path)} cannot be made: ${reasonOf(error)}.`;
      return fail({ code: 'cannot-write', message, remedy: 'Choose another one with -o.' });
    }
    const writable = await checkWritable(path);
    if (!writable.ok) return writable;
  }
  return ok(undefined);
}

async function make(asked: Asked, context: PhotoContext): Promise<JobResult> {
  const { tally } = context;
  const done = tally.made + failures(tally);
  const count = tally.total - tally.found;
  const words = tally.total > 1 ? `picture ${done + tally.found + 1} of ${tally.total}` : '';
  const turn = { index: done, count, words, name: asked.name };
  const result = await runJob(asked.job, asked.files, { ...context, turn });
  if (result.problem) return failed(asked, result.problem, context, result);
  tally.made++;
  const { name, photo } = asked;
  // How long it took is in the report; on a sheet it would differ from run to run.
  return { ...result, ms: null, report: { photo, name, state: 'made', ...result.report } };
}

function failed(
  { name, photo, job }: Asked,
  problem: Problem,
  context: PhotoContext,
  result?: JobResult,
): JobResult {
  giveUp({ name, problem, pictures: 1 }, context);
  const report = { photo, name, state: 'failed', problem, ...result?.report };
  return { job, saved: result?.saved ?? [], ms: null, problem, report };
}
