import type { Problem } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { openClip, type PageSound, soundRange, soundSource } from '../../runtime/browser.ts';
import type { FrameRange } from '../run/film.ts';
import { findStoredFile } from '../storage/stored-files.ts';

/** The sound that goes along with a film, or why there is none where there could be one. */
export interface FilmSound {
  readonly sound?: PageSound | undefined;
  readonly note?: Problem | undefined;
}

/** The part of the loaded clip's sound that belongs to these frames of what `target` shows. */
export async function filmSound(
  document: Document,
  target: string,
  range: FrameRange,
): Promise<FilmSound> {
  const source = soundSource(document, target);
  const { fps } = document.sequence ?? {};
  if (source?.reference.from !== 'file' || fps === undefined) return {};
  const { reference } = source;
  const file = (await findStoredFile(reference))?.blob;
  if (!file) return {};
  const opened = await openClip(file, reference.name);
  if (!opened.ok) return { note: opened.problem };
  const part = soundRange(source, opened.value.info, { ...range, fps });
  opened.value.close();
  if (!part.ok) return { note: part.problem };
  return part.value ? { sound: { file, ...part.value } } : {};
}
