import { own } from '../../common/own.ts';
import { type Catalog, findDefinition } from '../definition/definition.ts';
import { type WireList, wireEntries, wireListsOf } from '../definition/wire-lists.ts';
import type { Document, Edge, ParamValues } from '../document/document.ts';
import { edgesInto, graphIndex } from '../document/graph-index.ts';
import { sameJson } from '../document/json.ts';
import { withoutRepeats } from '../params/numbers.ts';
import type { CommandContext, Draft } from './edit.ts';

/**
 * Keeps each entry of a list that goes by wires with its wire, whatever moved or removed the wires:
 * in the nodes and in what variants change. @returns undefined where nothing is to be done.
 */
export function followWires(
  { document: before, catalog }: CommandContext,
  after: Document,
): ((draft: Draft) => void) | undefined {
  if (before.edges === after.edges) return undefined;
  const [old, now] = [graphIndex(before), graphIndex(after)];
  const moved = after.nodes.flatMap((node) => {
    const definition = findDefinition(catalog, node.type);
    // What is new on the canvas came with wires of its own.
    if (!definition || !old.nodes.has(node.id)) return [];
    return wireListsOf(definition).flatMap((list) => {
      const input = { node: node.id, input: list.spec.each };
      const ids = [old, now].map((index) => edgesInto(index, input).map(({ id }) => id));
      const [from = [], to = []] = ids;
      return sameJson(from, to) ? [] : { node: node.id, list, from, to };
    });
  });
  if (moved.length === 0) return undefined;
  return (draft) => {
    for (const { node: id, list, from, to } of moved) {
      const { key } = list;
      const follow = (params: Draft['nodes'][number]['params']) => {
        const next = movedEntries(list, params, from, to);
        if (next) params[key] = [...next];
      };
      const node = draft.nodes.find((each) => each.id === id);
      if (node) follow(node.params);
      for (const { params } of draft.variants) {
        const changes = own(params, id);
        if (changes && Object.hasOwn(changes, key)) follow(changes);
      }
    }
  };
}

/**
 * The list once its wires stand in another order, by their ids; undefined: as it is. A new wire
 * takes an entry that waits for it, or else the default.
 */
function movedEntries(
  list: WireList,
  params: ParamValues,
  from: readonly string[],
  to: readonly string[],
): readonly number[] | undefined {
  const { key, spec } = list;
  const entries = wireEntries(list, params, from.length);
  const stored = own(params, key);
  const waiting = Array.isArray(stored) ? stored.slice(from.length) : [];
  if (!entries) return undefined;
  const [standard = 1] = spec.default;
  const next = to.map((id) => {
    const place = from.indexOf(id);
    if (place >= 0) return entries[place] ?? standard;
    const next = waiting.shift();
    return typeof next === 'number' ? next : standard;
  });
  const same = wireEntries(list, params, to.length);
  // An entry of a wire that is gone must not wait for the next one.
  const waits = to.length >= from.length || !Array.isArray(stored) || stored.length <= to.length;
  if (waits && sameJson(same as number[], next)) return undefined;
  return next.length === 0 ? spec.default : withoutRepeats(next);
}

/** The nodes of a fragment of whose wires only some are carried along. */
export function carriedLists(
  catalog: Catalog,
  fragment: Document,
  carried: readonly Edge[],
): Document['nodes'] {
  return fragment.nodes.map((node) => {
    const definition = findDefinition(catalog, node.type);
    const lists = definition ? wireListsOf(definition) : [];
    const changes = lists.flatMap((list) => {
      const ids = (edges: readonly Edge[]) =>
        edges
          .filter(({ to }) => to.node === node.id && to.input === list.spec.each)
          .map(({ id }) => id);
      const next = movedEntries(list, node.params, ids(fragment.edges), ids(carried));
      return next ? [[list.key, next] as const] : [];
    });
    if (changes.length === 0) return node;
    return { ...node, params: { ...node.params, ...Object.fromEntries(changes) } };
  });
}
