import { ok, type Result } from '../../common/result.ts';
import { findDefinition } from '../definition/definition.ts';
import { type Json, sameJson } from '../document/json.ts';
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
    change: (draft) => writeParams(draft, node, { [param]: checked.value }),
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
      change: (draft) => writeParams(draft, id, { [param]: spec.default }),
    });
  }
  const node = findNodeById(context, id);
  if (!node.ok) return node;
  const definition = findDefinition(context.catalog, node.value.type);
  if (!definition) return unknownType(context.catalog, node.value.type);
  const defaults = Object.entries(definition.params).map(([key, spec]) => [key, spec.default]);
  return ok({
    label: `Reset ${titleOf(context, node.value)}`,
    change: (draft) => writeParams(draft, id, Object.fromEntries(defaults)),
  });
}

/** Sets the values that differ from what is there. */
function writeParams(draft: Draft, id: string, values: Readonly<Record<string, Json>>): void {
  const node = draft.nodes.find((candidate) => candidate.id === id);
  if (!node) return;
  for (const [key, value] of Object.entries(values)) {
    if (!sameJson(node.params[key], value)) node.params[key] = value;
  }
}
