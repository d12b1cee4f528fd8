import { ok, type Result } from '../../common/result.ts';
import type { Variant } from '../document/document.ts';
import { graphIndex } from '../document/graph-index.ts';
import { freeName, idMaker } from '../document/ids.ts';
import { sameJson } from '../document/json.ts';
import type { CommandOf } from './command.ts';
import {
  checkValue,
  type Draft,
  type Edit,
  findItem,
  findParam,
  problem,
  type Scene,
} from './edit.ts';
import { dropEmptySweeps, leaveSweep } from './sweep-membership.ts';
import { type Changes, ownValue, withValue } from './variant-changes.ts';

export function createVariant(scene: Scene, command: CommandOf<'create-variant'>): Result<Edit> {
  const { variants } = scene.document;
  const params = checkChanges(scene, command.params ?? {});
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
  scene: Scene,
  command: CommandOf<'duplicate-variant'>,
): Result<Edit> {
  const { variants } = scene.document;
  const found = findItem(variants, command.variant, 'variant');
  if (!found.ok) return found;
  const { sweep: _, ...own } = found.value;
  const copy = {
    ...own,
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

export function renameVariant(scene: Scene, command: CommandOf<'rename-variant'>): Result<Edit> {
  const name = command.name.trim();
  if (name === '') return problem('bad-name', 'A variant needs a name. Type at least one letter.');
  const others = scene.document.variants.filter(({ id }) => id !== command.variant);
  if (others.some((other) => other.name.toLowerCase() === name.toLowerCase())) {
    return problem('taken-name', `There is a variant ${name} already. Use another name.`);
  }
  return editVariant(scene, command.variant, 'Rename', (variant) => {
    variant.name = name;
  });
}

export function recolourVariant(
  scene: Scene,
  { variant: id, colour }: CommandOf<'recolour-variant'>,
): Result<Edit> {
  return editVariant(scene, id, 'Recolour', (variant) => {
    variant.colour = colour;
  });
}

export function reorderVariant(
  scene: Scene,
  { variant: id, index }: CommandOf<'reorder-variant'>,
): Result<Edit> {
  const found = findItem(scene.document.variants, id, 'variant');
  if (!found.ok) return found;
  const others = scene.document.variants.filter((variant) => variant.id !== id);
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

export function deleteVariant(scene: Scene, command: CommandOf<'delete-variant'>): Result<Edit> {
  const found = findItem(scene.document.variants, command.variant, 'variant');
  if (!found.ok) return found;
  return ok({
    label: `Delete variant ${found.value.name}`,
    change: (draft) => {
      draft.variants = draft.variants.filter(({ id }) => id !== command.variant);
      dropEmptySweeps(draft);
    },
  });
}

export function setVariantParam(
  scene: Scene,
  command: CommandOf<'set-variant-param'>,
): Result<Edit> {
  const { variant: id, node, param, value } = command;
  const variant = findItem(scene.document.variants, id, 'variant');
  if (!variant.ok) return variant;
  const found = findParam(scene, node, param);
  if (!found.ok) return found;
  const checked = checkValue(found.value, value);
  if (!checked.ok) return checked;
  return editVariant(scene, id, `Set ${found.value.name} in`, (draft) => {
    if (sameJson(ownValue(draft.params, node, param), checked.value)) return;
    draft.params = withValue(draft.params, node, param, checked.value);
    leaveSweep(scene.document, draft);
  });
}

/** Needs no known node or parameter: what leads nowhere can be taken out as well. */
export function resetVariantParam(
  scene: Scene,
  { variant, node, param }: CommandOf<'reset-variant-param'>,
): Result<Edit> {
  return editVariant(scene, variant, 'Reset a value of', (draft) => {
    if (ownValue(draft.params, node, param) === undefined) return;
    draft.params = withValue(draft.params, node, param, undefined);
    leaveSweep(scene.document, draft);
  });
}

/**
 * The variant's values become the graph's. So that no other variant changes its picture, each gets
 * the graph's former value where it had none of its own. Changes that lead nowhere are left out.
 */
export function applyVariant(scene: Scene, command: CommandOf<'apply-variant'>): Result<Edit> {
  const found = findItem(scene.document.variants, command.variant, 'variant');
  if (!found.ok) return found;
  const { nodes } = graphIndex(scene.document);
  const moves = Object.entries(found.value.params).flatMap(([id, values]) => {
    const before = nodes.get(id)?.params;
    if (!before) return [];
    return Object.entries(values)
      .filter(([param, value]) => !sameJson(before[param], value))
      .map(([param, value]) => ({ id, param, value, before: before[param] }));
  });
  return ok({
    label: `Use variant ${found.value.name}`,
    change: (draft) => {
      for (const { id, param, value, before } of moves) {
        const node = draft.nodes.find((candidate) => candidate.id === id);
        if (node) node.params[param] = value;
        for (const variant of draft.variants) {
          if (before === undefined || ownValue(variant.params, id, param) !== undefined) continue;
          variant.params = withValue(variant.params, id, param, before);
        }
      }
    },
  });
}

function editVariant(
  scene: Scene,
  id: string,
  verb: string,
  change: (variant: Draft['variants'][number]) => void,
): Result<Edit> {
  const found = findItem(scene.document.variants, id, 'variant');
  if (!found.ok) return found;
  return ok({
    label: `${verb} variant ${found.value.name}`,
    change: (draft) => {
      const variant = draft.variants.find((candidate) => candidate.id === id);
      if (variant) change(variant);
    },
  });
}

export function checkChanges(scene: Scene, changes: Changes): Result<Changes> {
  let checked: Changes = {};
  for (const [node, values] of Object.entries(changes)) {
    for (const [param, value] of Object.entries(values)) {
      const found = findParam(scene, node, param);
      if (!found.ok) return found;
      const fits = checkValue(found.value, value);
      if (!fits.ok) return fits;
      checked = withValue(checked, node, param, fits.value);
    }
  }
  return ok(checked);
}

function variantId(variants: readonly Variant[]): string {
  return idMaker(variants.map(({ id }) => id))('variant');
}
