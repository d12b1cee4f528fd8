import { dirname, extname, join } from 'node:path';
import { fail, ok, type Result } from '../../common/result.ts';
import { findNode } from '../../graph/addressing/find-node.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { catalog } from '../../nodes/catalog.ts';
import { loadClip } from '../../nodes/load-clip/definition.ts';
import { saveClip } from '../../nodes/save-clip/definition.ts';
import { type ClipFormat, clipSettings } from '../../nodes/save-clip/settings.ts';
import { clipFormats, type FrameRange } from '../../runtime/node.ts';
import { clipFormatOf, isNumbered } from '../clips/clip-path.ts';
import { type Options, usage } from '../options/options.ts';
import { defaultStem } from '../output/output-paths.ts';
import { asLongAsClip, type Clips } from './film-clip.ts';

/** A film to be made: which frames of which node, and where they go. */
export interface FilmWork {
  /** With a sequence. */
  readonly document: Document;
  readonly range: FrameRange;
  readonly target: string;
  /** The paths of the frames, such as `frames/%04d.png`. */
  readonly frames: string;
  /** The film that they are put together to; null: the frames are what was asked for. */
  readonly film: { readonly path: string; readonly format: Exclude<ClipFormat, 'png'> } | null;
}

/** Frames a second of a graph that says nothing. */
const usualFps = 24;

/** Whether the command line asks for a film and not for a still. */
export function asksForFilm(document: Document, { frames, output }: Options): boolean {
  if (frames !== null) return true;
  const moves =
    document.sequence !== undefined || document.nodes.some(({ type }) => type === loadClip.type);
  return moves && output !== null && clipFormatOf(output) !== undefined;
}

/**
 * What `--frames` and `-o` say of a film.
 * @param edited with the photo or clip in it, and the values of the variant.
 * Problems: `usage`, those of opening the clip.
 */
export async function readFilm(
  edited: Document,
  options: Options,
  files: Clips,
): Promise<Result<FilmWork>> {
  const conflict = conflictOf(options);
  if (conflict !== null) return usage(conflict.message, conflict.remedy);
  const target = targetOf(edited, options.to);
  if (!target.ok) return target;
  // A clip that is named is dreamed on as long as it is.
  const whole =
    options.photo === null ? ok(edited) : await asLongAsClip(edited, target.value, files);
  if (!whole.ok) return whole;
  const document = whole.value;
  const asked = options.frames;
  const given = document.sequence;
  const count = given?.frames ?? (asked === null || asked === 'all' ? 1 : asked.last + 1);
  const range = asked === null || asked === 'all' ? { first: 0, last: count - 1 } : asked;
  if (range.last >= count) {
    return usage(
      `--frames ${range.first}-${range.last}: the film has ${count} frames, 0 to ${count - 1}.`,
      'Make its sequence longer in the editor, or ask for fewer.',
    );
  }
  const place = placeOf(document, target.value, range, options);
  if (!place.ok) return place;
  const sequence = given ?? { frames: count, fps: usualFps };
  return ok({ document: { ...document, sequence }, range, target: target.value, ...place.value });
}

function conflictOf(
  options: Options,
): { readonly message: string; readonly remedy: string } | null {
  const { photos, sweeps, variant, shard, output } = options;
  if (photos.length > 1) {
    return { message: 'A film is made of one photo or clip.', remedy: 'Name one.' };
  }
  if (sweeps.length > 0 || variant === 'all') {
    const message = 'A sweep makes several pictures, and --frames makes one film.';
    return { message, remedy: 'Make a film of each variant with --variant NAME.' };
  }
  if (shard !== null) {
    const message = '--shard divides photos, not the frames of a film.';
    return { message, remedy: 'Give each machine frames of its own, such as --frames 0-59.' };
  }
  if (output !== '-') return null;
  return { message: 'A film is not written to the standard output.', remedy: 'Name a file.' };
}

/** Save Clip, if there is one; otherwise the only output. */
function targetOf(document: Document, to: string | null): Result<string> {
  if (to !== null) {
    const node = findNode(document, catalog, to);
    return node.ok ? ok(node.value.id) : node;
  }
  const ends = document.nodes.filter(({ type }) => findDefinition(catalog, type)?.end === true);
  const clips = ends.filter(({ type }) => type === saveClip.type);
  const [only, other] = clips.length > 0 ? clips : ends;
  if (only && !other) return ok(only.id);
  const names = ends.map(({ id }) => id).join(', ');
  return only
    ? usage(`The graph has several outputs: ${names}.`, 'Choose one with --to NODE.')
    : usage('The graph has no output.', 'Name a node with --to NODE.');
}

function placeOf(
  document: Document,
  target: string,
  { first, last }: FrameRange,
  options: Options,
): Result<Pick<FilmWork, 'frames' | 'film'>> {
  const path = options.output ?? defaultPath(document, target, options);
  const format = clipFormatOf(path);
  if (format === 'png') return ok({ frames: path, film: null });
  if (format !== undefined) {
    const stem = path.slice(0, -extname(path).length);
    return ok({ frames: join(`${stem}.frames`, '%06d.png'), film: { path, format } });
  }
  if (first === last && extname(path).toLowerCase() === '.png') {
    return ok({ frames: path, film: null });
  }
  if (/[/\\]$/.test(path)) return ok({ frames: join(path, '%04d.png'), film: null });
  return fail({
    code: 'usage',
    message: isNumbered(path)
      ? `Frames are written as PNG, and ${path} says otherwise.`
      : `-o ${path} names neither a film nor numbered pictures.`,
    remedy: 'Write -o film.mp4, film.webm, film.gif or film.webp, or -o frames/%04d.png.',
  });
}

/** As Save Clip says; of other nodes, numbered pictures. */
function defaultPath(document: Document, target: string, { photo, preset }: Options): string {
  const node = graphIndex(document).nodes.get(target);
  const settings = clipSettings(node?.type === saveClip.type ? node.params : {});
  const stem = defaultStem(settings.name, { photo, preset });
  const isFilm = node?.type === saveClip.type && settings.format !== 'png';
  return isFilm ? `${stem}${clipFormats[settings.format].ending}` : `${stem}-%04d.png`;
}

/** The folder that the frames of a film wait in until it is complete; null: they stay. */
export function waitingFolder({ film, frames }: FilmWork): string | null {
  return film && dirname(frames);
}
