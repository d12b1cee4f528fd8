import { ok, type Result } from '../../common/result.ts';
import type { Variant } from '../document/document.ts';
import { graphIndex } from '../document/graph-index.ts';
import { type Json, sameJson } from '../document/json.ts';
import { type Changes, ownValue, withValue } from '../document/variants.ts';
import type { CommandOf, TrackPlace } from './command.ts';
import {
  type CommandContext,
  checkValue,
  type Draft,
  type Edit,
  findItem,
  findParam,
} from './edit.ts';
import { leaveSweep } from './sweep-membership.ts';
import { keepTracks, standStill, trackAt, writeTrack } from './tracks.ts';

export function setVariantParam(
  context: CommandContext,
  command: CommandOf<'set-variant-param'>,
): Result<Edit> {
  const { variant: id, node, param, value } = command;
  const variant = findItem(context.document.variants, id, 'variant');
  if (!variant.ok) return variant;
  const found = findParam(context, node, param);
  if (!found.ok) return found;
  const checked = checkValue(found.value, value);
  if (!checked.ok) return checked;
  return ok({
    label: `Set ${found.value.name} in variant ${variant.value.name}`,
    change: (draft) => standStill(context, draft, command, checked.value),
  });
}

/** Needs no known node or parameter: what leads nowhere can be taken out as well. */
export function resetVariantParam(
  context: CommandContext,
  { variant, node, param }: CommandOf<'reset-variant-param'>,
): Result<Edit> {
  return editVariant(context, variant, 'Reset a value of', (draft) => {
    keepTracks(draft, (track) => track.node !== node || track.param !== param);
    if (ownValue(draft.params, node, param) === undefined) return;
    draft.params = withValue(draft.params, node, param, undefined);
    leaveSweep(context.document, draft);
  });
}

/**
 * The variant's values and tracks become the graph's. So that no other variant changes its picture,
 * each gets what the graph had where it had nothing of its own. Changes that lead nowhere are left out.
 */
export function applyVariant(
  context: CommandContext,
  command: CommandOf<'apply-variant'>,
): Result<Edit> {
  const { document } = context;
  const found = findItem(document.variants, command.variant, 'variant');
  if (!found.ok) return found;
  const { nodes } = graphIndex(document);
  const moves = placesOf(found.value).flatMap(({ node, param }) => {
    const before = {
      value: nodes.get(node)?.params[param],
      track: trackAt(document, { node, param }),
    };
    const track = trackAt(document, { node, param, variant: found.value.id });
    const value = ownValue(found.value.params, node, param);
    const isSame = track
      ? sameJson(track.keys as Json, before.track?.keys as Json | undefined)
      : !before.track && sameJson(before.value, value);
    return isSame || !nodes.has(node) ? [] : { node, param, value, track, before };
  });
  return ok({
    label: `Use variant ${found.value.name}`,
    change: (draft) => {
      for (const { node, param, value, track, before } of moves) {
        const place = { node, param };
        for (const { id } of draft.variants.filter((variant) => !changes(variant, place))) {
          const there = { ...place, variant: id };
          if (before.track) writeTrack(context, draft, there, before.track.keys);
          else if (before.value !== undefined) standStill(context, draft, there, before.value);
        }
        if (track) writeTrack(context, draft, place, track.keys);
        else standStill(context, draft, place, value);
      }
    },
  });
}

/** Where the variant has a value or a track of its own. */
function placesOf({ params, tracks = [] }: Variant): readonly TrackPlace[] {
  const values = Object.entries(params).flatMap(([node, own]) =>
    Object.keys(own).map((param) => ({ node, param })),
  );
  return [...values, ...tracks.map(({ node, param }) => ({ node, param }))];
}

function changes({ params, tracks = [] }: Variant, { node, param }: TrackPlace): boolean {
  return (
    ownValue(params, node, param) !== undefined ||
    tracks.some((track) => track.node === node && track.param === param)
  );
}

export function editVariant(
  context: CommandContext,
  id: string,
  verb: string,
  change: (variant: Draft['variants'][number]) => void,
): Result<Edit> {
  const found = findItem(context.document.variants, id, 'variant');
  if (!found.ok) return found;
  return ok({
    label: `${verb} variant ${found.value.name}`,
    change: (draft) => {
      const variant = draft.variants.find((candidate) => candidate.id === id);
      if (variant) change(variant);
    },
  });
}

export function checkChanges(context: CommandContext, changes: Changes): Result<Changes> {
  let checked: Changes = {};
  for (const [node, values] of Object.entries(changes)) {
    for (const [param, value] of Object.entries(values)) {
      const found = findParam(context, node, param);
      if (!found.ok) return found;
      const fits = checkValue(found.value, value);
      if (!fits.ok) return fits;
      checked = withValue(checked, node, param, fits.value);
    }
  }
  return ok(checked);
}
