import { own } from '../../common/own.ts';
import { ok, type Result } from '../../common/result.ts';
import type { ParamValues } from '../document/document.ts';
import { graphIndex } from '../document/graph-index.ts';
import { type Json, sameJson } from '../document/json.ts';
import type { CommandOf } from './command.ts';
import {
  type CommandContext,
  checkValue,
  type Draft,
  type Edit,
  findItem,
  findParam,
} from './edit.ts';
import { leaveSweep } from './sweep-membership.ts';

/** Node id -> parameter -> value. */
export type Changes = Readonly<Record<string, ParamValues>>;

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
  return editVariant(context, id, `Set ${found.value.name} in`, (draft) => {
    if (sameJson(ownValue(draft.params, node, param), checked.value)) return;
    draft.params = withValue(draft.params, node, param, checked.value);
    leaveSweep(context.document, draft);
  });
}

/** Needs no known node or parameter: what leads nowhere can be taken out as well. */
export function resetVariantParam(
  context: CommandContext,
  { variant, node, param }: CommandOf<'reset-variant-param'>,
): Result<Edit> {
  return editVariant(context, variant, 'Reset a value of', (draft) => {
    if (ownValue(draft.params, node, param) === undefined) return;
    draft.params = withValue(draft.params, node, param, undefined);
    leaveSweep(context.document, draft);
  });
}

/**
 * The variant's values become the graph's. So that no other variant changes its picture, each gets
 * the graph's former value where it had none of its own. Changes that lead nowhere are left out.
 */
export function applyVariant(
  context: CommandContext,
  command: CommandOf<'apply-variant'>,
): Result<Edit> {
  const found = findItem(context.document.variants, command.variant, 'variant');
  if (!found.ok) return found;
  const { nodes } = graphIndex(context.document);
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

function ownValue(changes: Changes, node: string, param: string): Json | undefined {
  const values = own(changes, node);
  return own(values, param);
}

/**
 * A new object, never a change within the old one: node ids are keys here, and undo could not reach
 * into a key such as "constructor". Undefined takes the value out, and with the last one the node.
 */
function withValue(
  changes: Changes,
  node: string,
  param: string,
  value: Json | undefined,
): Record<string, Record<string, Json>> {
  const all = new Map(Object.entries(changes));
  const values = new Map(Object.entries(all.get(node) ?? {}));
  if (value === undefined) values.delete(param);
  else values.set(param, value);
  if (values.size === 0) all.delete(node);
  else all.set(node, Object.fromEntries(values));
  return Object.fromEntries(all) as Record<string, Record<string, Json>>;
}
