import { existsSync } from 'node:fs';
import { ok, type Problem, type Result } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { type Files, type FrameRange, soundRange, soundSource } from '../../runtime/node.ts';
import { placesOf } from '../access/file-access.ts';
import type { FileSound } from '../clips/film.ts';

/** Opens clips. */
export type Clips = Pick<Files, 'openClip'>;

/** Frames of a film, by the node that shows them. */
interface Shown {
  readonly document: Document;
  readonly target: string;
  readonly range: FrameRange;
}

/** As a sequence can be. */
const mostFps = 120;

/**
 * The document with a sequence of the frames that it shows of its clip, at the clip's own speed.
 * Unchanged where no clip leads to the target. Problems: those of opening the clip.
 */
export async function asLongAsClip(
  document: Document,
  target: string,
  { openClip }: Clips,
): Promise<Result<Document>> {
  const source = soundSource(document, target);
  if (!source) return ok(document);
  const clip = await openClip(source.reference);
  if (!clip.ok) return clip;
  const { frames: all, fps } = clip.value.info;
  const { start, stride, length, offset } = source;
  const there = Math.ceil((all - start) / stride);
  const taken = (length > 0 ? Math.min(length, there) : there) - offset;
  const own = Math.min(mostFps, Math.max(1, fps / stride));
  return ok({ ...document, sequence: { frames: Math.max(1, taken), fps: own } });
}

/**
 * The sound that belongs to the frames of a film. Null: there is none, or it cannot be had, which the
 * note says.
 */
export async function soundOf(
  { document, target, range }: Shown,
  graph: string | null,
  { openClip }: Clips,
): Promise<{ readonly sound: FileSound | null; readonly note?: Problem }> {
  const source = soundSource(document, target);
  const reference = source?.reference;
  if (!source || reference?.from !== 'file') return { sound: null };
  const clip = await openClip(reference);
  if (!clip.ok) return { sound: null, note: clip.problem };
  const fps = document.sequence?.fps ?? 1;
  const part = soundRange(source, clip.value.info, { ...range, fps });
  if (!part.ok) return { sound: null, note: part.problem };
  const path = placesOf(reference.name, graph).find((place) => existsSync(place));
  return { sound: part.value && path !== undefined ? { path, ...part.value } : null };
}
