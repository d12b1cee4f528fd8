import { sha256Text } from '../../common/sha256.ts';
import { catalog } from '../../nodes/catalog.ts';
import type { ClipSettings } from '../../nodes/save-clip/settings.ts';
import { canonical, compileFrames, type Environment } from '../../runtime/node.ts';
import { keyOfClip } from '../files/file-key.ts';
import type { FilmWork } from './read-film.ts';

/** 32 hex digits, of what decides what a film shows and how it is written; undefined: no film is wanted. */
export function filmKey(
  { document, target, range, film }: FilmWork,
  environment: Environment,
  { quality, sound }: ClipSettings,
): string | undefined {
  if (!film) return undefined;
  const frames = compileFrames(document, catalog, { environment, targets: [target] }, range);
  const shown = [...frames].filter(({ frame }) => frame >= range.first).map(({ key }) => key);
  const written = [film.format, quality, sound, document.sequence?.fps ?? 1];
  return sha256Text(canonical([...shown, ...written])).slice(0, 32);
}

/** Whether the film is there and is the one that would be written. */
export async function isFilmThere({ film }: FilmWork, key: string | undefined): Promise<boolean> {
  return film !== null && key !== undefined && (await keyOfClip(film.path)) === key;
}
