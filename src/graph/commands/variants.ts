import { ok, type Result } from '../../common/result.ts';
import type { Variant } from '../document/document.ts';
import { freeName, idMaker } from '../document/ids.ts';
import type { CommandOf } from './command.ts';
import { type CommandContext, type Draft, type Edit, findItem, problem } from './edit.ts';
import { dropEmptySweeps } from './sweep-membership.ts';
import { checkChanges, editVariant } from './variant-values.ts';

export function createVariant(
  context: CommandContext,
  command: CommandOf<'create-variant'>,
): Result<Edit> {
  const { variants } = context.document;
  const params = checkChanges(context, command.params ?? {});
  if (!params.ok) return params;
  const name = command.name?.trim() || `Variant ${variants.length + 1}`;
  const variant = {
    id: variantId(variants),
    name: freeName(
      name,
      variants.map((other) => other.name),
    ),
    ...(command.colour === undefined ? {} : { colour: command.colour }),
    params: params.value,
  };
  return ok({
    label: `Create variant ${variant.name}`,
    created: [variant.id],
    change: (draft) => void draft.variants.push(variant as Draft['variants'][number]),
  });
}

export function duplicateVariant(
  context: CommandContext,
  command: CommandOf<'duplicate-variant'>,
): Result<Edit> {
  const { variants } = context.document;
  const found = findItem(variants, command.variant, 'variant');
  if (!found.ok) return found;
  const { sweep: _, ...own } = found.value;
  const copy = {
    ...own,
    ...(command.colour !== undefined && { colour: command.colour }),
    id: variantId(variants),
    name: freeName(
      found.value.name,
      variants.map((other) => other.name),
    ),
  };
  return ok({
    label: `Duplicate variant ${found.value.name}`,
    created: [copy.id],
    change: (draft) => {
      const index = draft.variants.findIndex(({ id }) => id === command.variant);
      draft.variants.splice(index + 1, 0, copy as Draft['variants'][number]);
    },
  });
}

export function renameVariant(
  context: CommandContext,
  command: CommandOf<'rename-variant'>,
): Result<Edit> {
  const name = command.name.trim();
  if (name === '')
    return problem('bad-name', 'A variant needs a name.', 'Type at least one letter.');
  const others = context.document.variants.filter(({ id }) => id !== command.variant);
  if (others.some((other) => other.name.toLowerCase() === name.toLowerCase())) {
    return problem('taken-name', `There is a variant ${name} already.`, 'Use another name.');
  }
  return editVariant(context, command.variant, 'Rename', (variant) => {
    variant.name = name;
  });
}

export function recolourVariant(
  context: CommandContext,
  { variant: id, colour }: CommandOf<'recolour-variant'>,
): Result<Edit> {
  return editVariant(context, id, 'Recolour', (variant) => {
    variant.colour = colour;
  });
}

export function reorderVariant(
  context: CommandContext,
  { variant: id, index }: CommandOf<'reorder-variant'>,
): Result<Edit> {
  const found = findItem(context.document.variants, id, 'variant');
  if (!found.ok) return found;
  const others = context.document.variants.filter((variant) => variant.id !== id);
  const place = Math.min(Math.max(0, Math.trunc(index) || 0), others.length);
  return ok({
    label: `Move variant ${found.value.name}`,
    change: (draft) => {
      const from = draft.variants.findIndex((variant) => variant.id === id);
      if (from === place) return;
      draft.variants.splice(place, 0, ...draft.variants.splice(from, 1));
    },
  });
}

export function deleteVariant(
  context: CommandContext,
  command: CommandOf<'delete-variant'>,
): Result<Edit> {
  const found = findItem(context.document.variants, command.variant, 'variant');
  if (!found.ok) return found;
  return ok({
    label: `Delete variant ${found.value.name}`,
    change: (draft) => {
      draft.variants = draft.variants.filter(({ id }) => id !== command.variant);
      dropEmptySweeps(draft);
    },
  });
}

function variantId(variants: readonly Variant[]): string {
  return idMaker(variants.map(({ id }) => id))('variant');
}
