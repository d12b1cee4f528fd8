import { own } from '../../common/own.ts';
import { ok, type Result } from '../../common/result.ts';
import { findDefinition, type NodeDefinition } from '../definition/definition.ts';
import type { Document, DocumentNode } from '../document/document.ts';
import { itemIds } from '../document/ids.ts';
import type { Json } from '../document/json.ts';
import { closest, count } from '../document/names.ts';
import type { CommandOf, NewNode } from './command.ts';
import {
  all,
  type CommandContext,
  checkNumbers,
  checkValue,
  type Draft,
  type Edit,
  findItem,
  findNodeById,
  problem,
  titleOf,
  unknownType,
} from './edit.ts';

/** The ids that `add-nodes` gives to nodes of these types, in order. */
export function newNodeIds(document: Document, types: readonly string[]): readonly string[] {
  const make = itemIds(document);
  return types.map(make);
}

export function addNodes(context: CommandContext, { nodes }: CommandOf<'add-nodes'>): Result<Edit> {
  const make = itemIds(context.document);
  const taken = new Set<string>();
  const made = all(
    nodes.map((wanted): Result<DocumentNode> => {
      const id = wanted.id ?? make(wanted.type);
      if (wanted.id !== undefined && (taken.has(id) || make(id) !== id)) {
        return problem('taken-id', `The id "${id}" is taken.`, 'Use another.');
      }
      taken.add(id);
      return makeNode(context, wanted, id);
    }),
  );
  if (!made.ok) return made;
  const [first] = made.value;
  return ok({
    label:
      nodes.length === 1 && first
        ? `Add ${titleOf(context, first)}`
        : `Add ${count(nodes.length, 'node')}`,
    created: made.value.map(({ id }) => id),
    change: (draft) => {
      draft.nodes.push(...(made.value as Draft['nodes']));
    },
  });
}

function makeNode(context: CommandContext, wanted: NewNode, id: string): Result<DocumentNode> {
  const { type, position, label, frame } = wanted;
  const definition = findDefinition(context.catalog, type);
  if (!definition) return unknownType(context.catalog, type);
  if (id === '' || id === '__proto__' || id.length > 200) {
    return problem('bad-id', `"${id}" cannot be an id.`, 'Use 1 to 200 characters.');
  }
  const numbers = checkNumbers(position.x, position.y);
  if (!numbers.ok) return numbers;
  if (frame !== undefined) {
    const known = findItem(context.document.frames, frame, 'frame');
    if (!known.ok) return known;
  }
  const node = {
    id,
    type,
    version: definition.version,
    position: { x: position.x + 0, y: position.y + 0 },
    params: {},
    ...(label ? { label } : {}),
    ...(frame === undefined ? {} : { frame }),
  };
  const params = makeParams(node, definition, wanted.params ?? {});
  return params.ok ? ok({ ...node, params: params.value }) : params;
}

function makeParams(
  node: DocumentNode,
  definition: NodeDefinition,
  wanted: Readonly<Record<string, Json>>,
): Result<Readonly<Record<string, Json>>> {
  const stranger = Object.keys(wanted).find((key) => !Object.hasOwn(definition.params, key));
  if (stranger !== undefined) {
    const hint = closest(stranger, Object.keys(definition.params));
    return problem('unknown-param', `${definition.title} has no parameter "${stranger}".${hint}`);
  }
  const params: Record<string, Json> = {};
  for (const [key, spec] of Object.entries(definition.params)) {
    const value = own(wanted, key);
    if (value === undefined && spec.beside !== undefined) continue;
    const checked = checkValue({ node, definition, spec, name: key }, value ?? spec.default);
    if (!checked.ok) return checked;
    params[key] = checked.value;
  }
  return ok(params);
}

export function setLabel(context: CommandContext, command: CommandOf<'set-label'>): Result<Edit> {
  const found = findNodeById(context, command.node);
  if (!found.ok) return found;
  const label = command.label.trim();
  return ok({
    label: `Rename ${titleOf(context, found.value)}`,
    change: (draft) => {
      const node = draft.nodes.find(({ id }) => id === command.node);
      if (!node) return;
      if (label === '') delete node.label;
      else node.label = label;
    },
  });
}

const stateVerbs = { bypassed: 'Bypass', muted: 'Mute', active: 'Activate' } as const;

export function setState(
  context: CommandContext,
  { nodes, state }: CommandOf<'set-state'>,
): Result<Edit> {
  const found = all(nodes.map((id) => findNodeById(context, id)));
  if (!found.ok) return found;
  if (state === 'bypassed') {
    const stuck = found.value.find((node) => !mayBypass(context, node));
    if (stuck) {
      return problem(
        'no-bypass',
        `${titleOf(context, stuck)} cannot be bypassed: none of its inputs could stand for its output. Mute it instead.`,
      );
    }
  }
  const ids = new Set(nodes);
  const [first] = found.value;
  const what = nodes.length === 1 && first ? titleOf(context, first) : count(nodes.length, 'node');
  return ok({
    label: `${stateVerbs[state]} ${what}`,
    change: (draft) => {
      for (const node of draft.nodes) {
        if (!ids.has(node.id)) continue;
        if (state === 'active') delete node.state;
        else node.state = state;
      }
    },
  });
}

/** Whether the node's type declares which input comes out of it while it is bypassed. */
function mayBypass({ catalog }: CommandContext, node: DocumentNode): boolean {
  return Object.keys(findDefinition(catalog, node.type)?.passthrough ?? {}).length > 0;
}
