import { fail, ok, type Result } from '../../common/result.ts';
import { sha256Text } from '../../common/sha256.ts';
import { catalog } from '../../nodes/catalog.ts';
import type { ClipSettings } from '../../nodes/save-clip/settings.ts';
import { canonical, clipFormats, compileFrames, type Environment } from '../../runtime/node.ts';
import { type ClipFile, createClipFile } from '../clips/clip-file.ts';
import { keyOfClip } from '../files/file-key.ts';
import { readPicture } from '../files/image-file.ts';
import type { CommandContext } from '../run/run-job.ts';
import { printNotes } from '../terminal/notes.ts';
import { createProgressBar } from '../terminal/progress-bar.ts';
import { type Clips, soundOf } from './film-clip.ts';
import type { FrameFiles } from './frame-files.ts';
import type { FilmWork } from './read-film.ts';

/** How a film is put together. */
export interface FilmFile extends NonNullable<FilmWork['film']> {
  readonly settings: ClipSettings;
  /** What it carries; null: nothing. */
  readonly graph: string | null;
  /** See `filmKey`. */
  readonly key: string | undefined;
}

/** Puts the frames together, always from their files: so a film that was stopped is the same. */
export async function writeFilm(
  work: FilmWork,
  { path, format, settings, graph, key }: FilmFile,
  files: FrameFiles,
  { options, terminal, clips }: CommandContext & { readonly clips: Clips },
): Promise<Result<void>> {
  const { first, last } = work.range;
  const start = await readPicture(files.pathOf(first));
  if (!start.ok) return start;
  const { width, height } = start.value.picture;
  const { quality } = settings;
  const fps = work.document.sequence?.fps ?? 1;
  const wanted = settings.sound && clipFormats[format].hasSound;
  const { sound, note } = wanted ? await soundOf(work, options.graph, clips) : noSound;
  if (note) printNotes(terminal, options, [note]);
  const clipOptions = { width, height, fps, quality, graph, key, ...(sound && { sound }) };
  const created = await createClipFile(path, format, clipOptions);
  if (!created.ok) return created;
  const clip = created.value;
  const bar = options.quiet ? null : createProgressBar(terminal.stderr);
  for (let frame = first; frame <= last; frame++) {
    bar?.update((frame - first) / (last - first + 1), `writing ${path}`);
    const added = await addFrame(clip, files.pathOf(frame));
    if (!added.ok) {
      await clip.abort();
      return added;
    }
  }
  bar?.clear();
  const finished = await clip.finish();
  if (!finished.ok) return finished;
  printNotes(terminal, options, finished.value);
  if (!options.quiet) terminal.stderr.write(`${path}\n`);
  return ok(undefined);
}

const noSound = { sound: null, note: undefined };

async function addFrame(clip: ClipFile, path: string): Promise<Result<void>> {
  const read = await readPicture(path);
  return read.ok ? clip.add(read.value.picture) : fail(read.problem);
}

/** 32 hex digits, of what decides what a film shows and how it is written; undefined: no film is wanted. */
export function filmKey(
  { document, target, range, film }: FilmWork,
  environment: Environment,
  { quality, sound }: ClipSettings,
): string | undefined {
  if (!film) return undefined;
  const frames = compileFrames(document, catalog, { environment, targets: [target] }, range);
  const shown: string[] = [];
  for (const { frame, key } of frames) if (frame >= range.first) shown.push(key);
  const written = [film.format, quality, sound, document.sequence?.fps ?? 1];
  return sha256Text(canonical([...shown, ...written])).slice(0, 32);
}

/** Whether the film is there and is the one that would be written. */
export async function isFilmThere({ film }: FilmWork, key: string | undefined): Promise<boolean> {
  return film !== null && key !== undefined && (await keyOfClip(film.path)) === key;
}
