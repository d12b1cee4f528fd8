import { own } from '../../common/own.ts';
import { ok, type Result } from '../../common/result.ts';
import { findDefinition } from '../definition/definition.ts';
import type { Document, Key, Track } from '../document/document.ts';
import { graphIndex } from '../document/graph-index.ts';
import { type Json, sameJson } from '../document/json.ts';
import { ownValue, withValue } from '../document/variants.ts';
import type { Param } from '../params/param.ts';
import { isAnimatable } from '../sequence/animatable.ts';
import { valueAt } from '../sequence/value-at.ts';
import type { CommandOf, TrackPlace } from './command.ts';
import {
  type CommandContext,
  type Draft,
  type Edit,
  findItem,
  findParam,
  problem,
  titleOf,
} from './edit.ts';
import { leaveSweep } from './sweep-membership.ts';

/**
 * The track that counts at a place: a variant's own, else the graph's where the variant has no value
 * of its own.
 */
export function trackAt(document: Document, place: TrackPlace): Track | undefined {
  const find = (tracks: readonly Track[] = []) => tracks.find((track) => isAt(track, place));
  const variant = document.variants.find(({ id }) => id === place.variant);
  if (!variant) return find(document.tracks);
  const stands = ownValue(variant.params, place.node, place.param) !== undefined;
  return find(variant.tracks) ?? (stands ? undefined : find(document.tracks));
}

export function findTrack(context: CommandContext, place: TrackPlace): Result<Track> {
  const { document } = context;
  if (place.variant !== undefined) {
    const variant = findItem(document.variants, place.variant, 'variant');
    if (!variant.ok) return variant;
  }
  const track = trackAt(document, place);
  if (track) return ok(track);
  const message = `Nothing moves ${trackName(context, place)} yet.`;
  return problem('no-track', message, 'Set a key first.');
}

/** "amount of Blend"; its key and id where they lead nowhere. */
export function trackName(context: CommandContext, { node, param }: TrackPlace): string {
  const found = findParam(context, node, param);
  return found.ok
    ? `${found.value.name} of ${titleOf(context, found.value.node)}`
    : `${param} of ${node}`;
}

/** The parameter stands still from now on, at the value that it has at a frame. */
export function removeTrack(
  context: CommandContext,
  command: CommandOf<'remove-track'>,
): Result<Edit> {
  const found = findTrack(context, command);
  if (!found.ok) return found;
  const value = stillValue(context, found.value, command.frame ?? 0);
  return ok({
    label: `Stop ${trackName(context, command)}`,
    change: (draft) => standStill(context, draft, command, value),
  });
}

/** Null makes a still of the film: all that moves stands as it is at a frame. */
export function setSequence(
  context: CommandContext,
  { sequence, frame = 0 }: CommandOf<'set-sequence'>,
): Result<Edit> {
  const { document } = context;
  if (sequence === null) {
    const moves = [document, ...document.variants].flatMap((holder) =>
      (holder.tracks ?? []).map((track) => ({
        ...{ node: track.node, param: track.param, value: stillValue(context, track, frame) },
        ...('nodes' in holder ? {} : { variant: holder.id }),
      })),
    );
    return ok({
      label: 'Remove the timeline',
      change: (draft) => {
        delete draft.sequence;
        for (const { value, ...place } of moves) standStill(context, draft, place, value);
      },
    });
  }
  const { frames, fps } = sequence;
  if (!Number.isInteger(frames) || frames < 1 || frames > 100_000) {
    return problem(
      'bad-sequence',
      `A film cannot have ${frames} frames.`,
      'Use a whole number from 1 to 100000.',
    );
  }
  if (!(fps >= 1 && fps <= 120)) {
    const message = `A film cannot have ${fps} frames a second.`;
    return problem('bad-sequence', message, 'Use a number from 1 to 120.');
  }
  return ok({
    label: document.sequence ? 'Change the timeline' : 'Add a timeline',
    change: (draft) => {
      if (!draft.sequence) draft.sequence = { frames, fps };
      else if (draft.sequence.frames !== frames) draft.sequence.frames = frames;
      if (draft.sequence.fps !== fps) draft.sequence.fps = fps;
    },
  });
}

/** Undefined where the track leads nowhere. */
function stillValue(context: CommandContext, track: Track, frame: number): Json | undefined {
  const node = graphIndex(context.document).nodes.get(track.node);
  const definition = node && findDefinition(context.catalog, node.type);
  const spec: Param | undefined = own(definition?.params, track.param);
  return spec && isAnimatable(spec) ? valueAt(track, frame, spec) : undefined;
}

/** A value in place of a track. */
export function standStill(
  { document }: CommandContext,
  draft: Draft,
  place: TrackPlace,
  value: Json | undefined,
): void {
  dropTrack(draft, place);
  if (value === undefined) return;
  const { node: id, param, variant: ofVariant } = place;
  if (ofVariant === undefined) {
    const node = draft.nodes.find((each) => each.id === id);
    if (node && !sameJson(node.params[param], value)) node.params[param] = value;
    return;
  }
  const variant = draft.variants.find((each) => each.id === ofVariant);
  if (!variant || sameJson(ownValue(variant.params, id, param), value)) return;
  variant.params = withValue(variant.params, id, param, value);
  leaveSweep(document, variant);
}

/** Keys in order; a track of a variant takes the place of its value, and of the graph's track. */
export function writeTrack(
  { document }: CommandContext,
  draft: Draft,
  { node, param, variant: ofVariant }: TrackPlace,
  keys: readonly Key[],
): void {
  const variant = draft.variants.find(({ id }) => id === ofVariant);
  const holder = variant ?? draft;
  const tracks = holder.tracks ?? [];
  const old = tracks.find((track) => isAt(track, { node, param }));
  const fresh = { ...old, node, param, keys } as NonNullable<Draft['tracks']>[number];
  if (old) holder.tracks = tracks.map((track) => (track === old ? fresh : track));
  else holder.tracks = [...tracks, fresh];
  if (!variant || ownValue(variant.params, node, param) === undefined) return;
  variant.params = withValue(variant.params, node, param, undefined);
  leaveSweep(document, variant);
}

function dropTrack(draft: Draft, { node, param, variant }: TrackPlace): void {
  const holder = variant === undefined ? draft : draft.variants.find(({ id }) => id === variant);
  if (holder) keepTracks(holder, (track) => !isAt(track, { node, param }));
}

/** Takes out the others; without tracks there is no list of them. */
export function keepTracks(holder: Pick<Draft, 'tracks'>, stays: (track: Track) => boolean): void {
  const kept = (holder.tracks ?? []).filter(stays);
  if (kept.length === holder.tracks?.length) return;
  if (kept.length > 0) holder.tracks = kept;
  else delete holder.tracks;
}

function isAt(track: Pick<Track, 'node' | 'param'>, { node, param }: TrackPlace): boolean {
  return track.node === node && track.param === param;
}
