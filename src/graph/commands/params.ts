import { ok, type Result } from '../../common/result.ts';
import { findDefinition } from '../definition/definition.ts';
import type { CommandOf } from './command.ts';
import {
  type CommandContext,
  checkValue,
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
      change: (draft) => standStill(context, draft, { node: id, param }, spec.default),
    });
  }
  const node = findNodeById(context, id);
  if (!node.ok) return node;
  const definition = findDefinition(context.catalog, node.value.type);
  if (!definition) return unknownType(context.catalog, node.value.type);
  const defaults = Object.entries(definition.params).map(
    ([key, spec]) => [key, spec.default] as const,
  );
  return ok({
    label: `Reset ${titleOf(context, node.value)}`,
    change: (draft) => {
      for (const [param, value] of defaults) standStill(context, draft, { node: id, param }, value);
    },
  });
}
