import type { Problem } from '../../common/result.ts';
import type { Document, Key, Track } from '../document/document.ts';

/**
 * One track for each parameter, with its keys in order and one for each frame. Where a file has two
 * for the same, the first one counts, and the other gives the keys that the first one lacks.
 */
export function repairTracks(document: Document): {
  readonly document: Document;
  readonly warnings: readonly Problem[];
} {
  const warnings: Problem[] = [];
  const warn = (message: string) => warnings.push({ code: 'double-key', message });
  const { tracks } = document;
  const repaired = tracks && mergeTracks(tracks, warn);
  const variants = document.variants.map((variant) => {
    const own = variant.tracks && mergeTracks(variant.tracks, warn);
    return own === variant.tracks || !own ? variant : { ...variant, tracks: own };
  });
  const isSound =
    repaired === tracks && variants.every((each, at) => each === document.variants[at]);
  if (isSound) return { document, warnings };
  return { document: { ...document, ...(repaired && { tracks: repaired }), variants }, warnings };
}

/** The same list where nothing is to be mended. */
export function mergeTracks(
  tracks: readonly Track[],
  warn: (message: string) => void = () => {},
): readonly Track[] {
  const merged = new Map<string, Track>();
  for (const track of tracks) {
    const name = JSON.stringify([track.node, track.param]);
    const first = merged.get(name);
    if (first) warn(`Two tracks move "${track.param}" of "${track.node}". They are now one.`);
    merged.set(name, first ? { ...first, keys: [...first.keys, ...track.keys] } : track);
  }
  const sorted = [...merged.values()].map((track) => sortKeys(track, warn));
  const isSound =
    sorted.length === tracks.length && sorted.every((each, at) => each === tracks[at]);
  return isSound ? tracks : sorted;
}

function sortKeys(track: Track, warn: (message: string) => void): Track {
  const { node, param, keys } = track;
  if (keys.every(({ frame }, at) => frame > (keys[at - 1]?.frame ?? -1))) return track;
  const byFrame = new Map<number, Key>();
  for (const key of keys) if (!byFrame.has(key.frame)) byFrame.set(key.frame, key);
  if (byFrame.size < keys.length) {
    warn(`The track of "${param}" of "${node}" has two keys at one frame. The first one counts.`);
  }
  return { ...track, keys: [...byFrame.values()].sort((a, b) => a.frame - b.frame) };
}
