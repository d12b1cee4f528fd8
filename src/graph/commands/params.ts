import { ok, type Result } from '../../common/result.ts';
import { findDefinition } from '../definition/definition.ts';
import type { Param } from '../params/param.ts';
import type { CommandOf } from './command.ts';
import {
  type CommandContext,
  checkValue,
  type Draft,
  type Edit,
  findNodeById,
  findParam,
  titleOf,
  unknownType,
} from './edit.ts';
import { standStill } from './tracks.ts';

export function setParam(
  context: CommandContext,
  { node, param, value }: CommandOf<'set-param'>,
): Result<Edit> {
  const found = findParam(context, node, param);
  if (!found.ok) return found;
  const checked = checkValue(found.value, value);
  if (!checked.ok) return checked;
  return ok({
    label: `Set ${found.value.name}`,
    change: (draft) => standStill(context, draft, { node, param }, checked.value),
  });
}

export function resetParam(
  context: CommandContext,
  command: CommandOf<'reset-param'>,
): Result<Edit> {
  const { node: id, param } = command;
  if (param !== undefined) {
    const found = findParam(context, id, param);
    if (!found.ok) return found;
    const { name, spec } = found.value;
    return ok({
      label: `Reset ${name}`,
      change: (draft) => setDefault(context, draft, { node: id, param }, spec),
    });
  }
  const node = findNodeById(context, id);
  if (!node.ok) return node;
  const definition = findDefinition(context.catalog, node.value.type);
  if (!definition) return unknownType(context.catalog, node.value.type);
  const specs = Object.entries(definition.params);
  return ok({
    label: `Reset ${titleOf(context, node.value)}`,
    change: (draft) => {
      for (const [param, spec] of specs) setDefault(context, draft, { node: id, param }, spec);
    },
  });
}

/** What stands beside another parameter is in the document only where it is used. */
function setDefault(
  context: CommandContext,
  draft: Draft,
  place: { readonly node: string; readonly param: string },
  spec: Param,
): void {
  const node = draft.nodes.find(({ id }) => id === place.node);
  if (spec.beside !== undefined) delete node?.params[place.param];
  else standStill(context, draft, place, spec.default);
}
