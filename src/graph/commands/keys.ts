import { ok, type Result } from '../../common/result.ts';
import type { Key } from '../document/document.ts';
import { sameJson } from '../document/json.ts';
import { count, nodeTitle } from '../document/names.ts';
import { isAnimatable } from '../sequence/animatable.ts';
import type { CommandOf, KeyPlace, TrackPlace } from './command.ts';
import {
  all,
  type CommandContext,
  checkValue,
  type Edit,
  findItem,
  findParam,
  problem,
} from './edit.ts';
import { findTrack, standStill, trackAt, trackName, writeTrack } from './tracks.ts';

/** In a variant that has no track of its own, that of the graph becomes one. */
export function setKey(context: CommandContext, command: CommandOf<'set-key'>): Result<Edit> {
  const { node, param, frame, value, ease, variant } = command;
  if (variant !== undefined) {
    const known = findItem(context.document.variants, variant, 'variant');
    if (!known.ok) return known;
  }
  const found = findParam(context, node, param);
  if (!found.ok) return found;
  const { name, spec, definition } = found.value;
  if (!isAnimatable(spec)) {
    const title = nodeTitle(found.value.node, definition);
    return problem('not-animatable', `${title}, ${name}: this cannot change from frame to frame.`);
  }
  const checked = checkValue(found.value, value);
  if (!checked.ok) return checked;
  if (!isFrame(frame)) return noFrame(frame);
  const keys = trackAt(context.document, command)?.keys ?? [];
  const old = keys.find((key) => key.frame === frame);
  const key = { ...old, frame, value: checked.value, ...(ease !== undefined && { ease }) };
  const label = `Set key of ${name}`;
  if (old && sameJson(old.value, key.value) && old.ease === key.ease) return nothing(label);
  return ok({
    label,
    change: (draft) => writeTrack(context, draft, command, withKeys(keys, [key])),
  });
}

/** The last key of a track leaves its value behind. */
export function removeKey(context: CommandContext, command: CommandOf<'remove-key'>): Result<Edit> {
  const found = findKey(context, command);
  if (!found.ok) return found;
  const { keys, key } = found.value;
  const rest = keys.filter((other) => other !== key);
  return ok({
    label: `Remove key of ${trackName(context, command)}`,
    change: (draft) => {
      if (rest.length > 0) writeTrack(context, draft, command, rest);
      else standStill(context, draft, command, key.value);
    },
  });
}

export function setEase(context: CommandContext, command: CommandOf<'set-ease'>): Result<Edit> {
  const found = findKey(context, command);
  if (!found.ok) return found;
  const { keys, key } = found.value;
  const label = `Set ease of ${trackName(context, command)}`;
  if ((key.ease ?? 'linear') === command.ease) return nothing(label);
  return ok({
    label,
    change: (draft) =>
      writeTrack(context, draft, command, withKeys(keys, [{ ...key, ease: command.ease }])),
  });
}

/** They stay together, and none goes before frame 0. What they come to lie on gives way. */
export function moveKeys(
  context: CommandContext,
  { keys: places, by, variant }: CommandOf<'move-keys'>,
): Result<Edit> {
  if (!Number.isInteger(by)) return noFrame(by);
  const found = all(places.map((place) => findKey(context, { ...place, ...inVariant(variant) })));
  if (!found.ok) return found;
  const way = Math.max(by, -Math.min(...places.map(({ frame }) => frame)));
  const label = places.length === 1 ? 'Move key' : `Move ${count(places.length, 'key')}`;
  if (way === 0 || places.length === 0) return nothing(label);
  const tracks = new Map<string, { place: TrackPlace; keys: readonly Key[]; moved: Set<Key> }>();
  for (const [at, { keys, key }] of found.value.entries()) {
    const { node, param } = places[at] as KeyPlace;
    const name = JSON.stringify([node, param]);
    const track = tracks.get(name) ?? {
      ...{ place: { node, param, ...inVariant(variant) }, keys },
      moved: new Set<Key>(),
    };
    track.moved.add(key);
    tracks.set(name, track);
  }
  return ok({
    label,
    change: (draft) => {
      for (const { place, keys, moved } of tracks.values()) {
        const rest = keys.filter((key) => !moved.has(key));
        const there = [...moved].map((key) => ({ ...key, frame: key.frame + way }));
        writeTrack(context, draft, place, withKeys(rest, there));
      }
    },
  });
}

function findKey(
  context: CommandContext,
  place: KeyPlace & TrackPlace,
): Result<{ readonly keys: readonly Key[]; readonly key: Key }> {
  const track = findTrack(context, place);
  if (!track.ok) return track;
  const { keys } = track.value;
  const key = keys.find(({ frame }) => frame === place.frame);
  if (key) return ok({ keys, key });
  const name = trackName(context, place);
  return problem('no-key', `There is no key of ${name} at frame ${place.frame}.`);
}

/** In order of frames; the new ones take the places of those at their frames. */
function withKeys(keys: readonly Key[], fresh: readonly Key[]): readonly Key[] {
  const frames = new Set(fresh.map(({ frame }) => frame));
  const rest = keys.filter(({ frame }) => !frames.has(frame));
  return [...rest, ...fresh].sort((a, b) => a.frame - b.frame);
}

const lastFrame = 99_999;

function isFrame(frame: number): boolean {
  return Number.isInteger(frame) && frame >= 0 && frame <= lastFrame;
}

function noFrame(frame: number) {
  const remedy = `Use a whole number from 0 to ${lastFrame}.`;
  return problem('bad-frame', `There is no frame ${frame}.`, remedy);
}

function nothing(label: string): Result<Edit> {
  return ok({ label, change: () => {} });
}

function inVariant(variant: string | undefined): { readonly variant?: string } {
  return variant === undefined ? {} : { variant };
}
