import { existsSync } from 'node:fs';
import { mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Execution, FrameStore } from '../../runtime/node.ts';
import { framePath } from '../clips/clip-path.ts';
import { keyOfFile } from '../files/file-key.ts';
import { reasonOf } from '../files/system-error.ts';
import { checkWritable } from '../files/write-file.ts';
import { fileKey } from '../output/name-outputs.ts';
import type { OutputFile } from '../output/output-paths.ts';
import { savePictures, type Write } from '../output/save-pictures.ts';
import { isFinished } from '../photos/place-photo.ts';
import { delayFiles } from './delay-files.ts';
import { type FilmWork, waitingFolder } from './read-film.ts';

/** The frames of a film on the disk, and what they leave for each other. */
export interface FrameFiles extends FrameStore<Execution> {
  pathOf(frame: number): string;
  /** Deletes what only helps to make the film. */
  clear(what: 'delays' | 'all'): Promise<void>;
}

export interface FrameFileOptions {
  /** What each frame carries; null: nothing. */
  readonly graph: string | null;
  /** Makes again what is there. */
  readonly force: boolean;
  readonly write: Write;
}

export function frameFiles(work: FilmWork, options: FrameFileOptions): FrameFiles {
  const delays = delayFiles(work.frames);
  const made = new Set<string>();
  const pathOf = (frame: number) => framePath(work.frames, frame);
  const fileOf = (frame: number, key: string): OutputFile => ({
    ...{ node: work.target, path: pathOf(frame), format: 'png', quality: 100 },
    graph: options.graph,
    key: fileKey([key, ''], { format: 'png', quality: 100 }),
  });
  return {
    pathOf,
    has: (frame, key) =>
      options.force ? made.has(`${frame} ${key}`) : isFinished(fileOf(frame, key)),
    put: async (frame, key, execution) => {
      // 8 bits, whatever a photo has: after a new start nobody knows what it had.
      const target = { depth: 8, write: options.write } as const;
      const { saved, problem } = await savePictures(execution, [fileOf(frame, key)], target);
      if (problem) return fail(problem);
      if (saved.length === 0) return fail(noPicture);
      made.add(`${frame} ${key}`);
      return ok(undefined);
    },
    checkpoints: delays.frames,
    load: delays.load,
    save: async (frame, values) => {
      // Where it cannot be kept, the film goes on all the same; only a new start takes longer.
      await delays.save(frame, values);
    },
    clear: async (what) => {
      await delays.clear();
      if (what === 'delays') return;
      for (let frame = work.range.first; frame <= work.range.last; frame++) {
        await rm(pathOf(frame), { force: true });
      }
      const folder = waitingFolder(work);
      // Frames of another range stay, and so does their folder.
      if (folder !== null) await rmdir(folder).catch(() => {});
    },
  };
}

const noPicture = {
  code: 'no-picture',
  message: 'The node gives no picture, so there is nothing to write.',
  remedy: 'Choose a node that shows one, with --to NODE.',
};

/**
 * Makes the folder of the frames and checks, before any work, that nothing in it would be lost: frames
 * of an earlier film are replaced, other files are not unless `--force` is given.
 * Problems: `cannot-write`, `usage`.
 */
export async function prepareFrames(
  work: FilmWork,
  { force, graph }: Pick<FrameFileOptions, 'force' | 'graph'>,
): Promise<Result<void>> {
  const { first, last } = work.range;
  const folder = dirname(work.frames);
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const message = `The folder ${folder} cannot be made: ${reasonOf(error)}.`;
    return fail({ code: 'cannot-write', message, remedy: 'Choose another one with -o.' });
  }
  const writable = await checkWritable(framePath(work.frames, first));
  if (!writable.ok) return writable;
  // Frames that say nothing are not told from other pictures.
  if (force || graph === null) return ok(undefined);
  for (let frame = first; frame <= last; frame++) {
    const path = framePath(work.frames, frame);
    if (!existsSync(path) || (await keyOfFile(path)) !== null) continue;
    return fail({
      code: 'usage',
      message: `${path} is there already and is no frame of a film.`,
      remedy: 'Choose another name with -o, or replace it with --force.',
    });
  }
  return ok(undefined);
}
