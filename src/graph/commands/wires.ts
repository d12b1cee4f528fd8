import { fail, ok, type Result } from '../../common/result.ts';
import { checkConnection } from '../connections/check-connection.ts';
import { findDefinition } from '../definition/definition.ts';
import { inputPortsOf } from '../definition/sockets.ts';
import type { Wire } from '../document/document.ts';
import { edgesInto, graphIndex } from '../document/graph-index.ts';
import { edgeIds } from '../document/ids.ts';
import { count } from '../document/names.ts';
import type { CommandOf } from './command.ts';
import {
  all,
  type CommandContext,
  type Draft,
  type Edit,
  findItem,
  findNodeById,
  problem,
  titleOf,
} from './edit.ts';

export function connect(context: CommandContext, { wire }: CommandOf<'connect'>): Result<Edit> {
  const check = checkConnection(context.document, context.catalog, wire);
  if (!check.ok) return fail(check.problem);
  const edge = makeEdge(edgeIds(context.document)(), wire);
  const replaced = replacedBy(context, wire);
  return ok({
    label: wireLabel(context, wire),
    created: [edge.id],
    change: (draft) => {
      dropEdges(draft, replaced);
      draft.edges.push(edge);
    },
  });
}

export function disconnect(
  context: CommandContext,
  { edges }: CommandOf<'disconnect'>,
): Result<Edit> {
  const known = new Set(context.document.edges.map(({ id }) => id));
  const stranger = edges.find((id) => !known.has(id));
  if (stranger !== undefined) return problem('unknown-wire', `There is no wire "${stranger}".`);
  return ok({
    label: edges.length === 1 ? 'Remove wire' : `Remove ${count(edges.length, 'wire')}`,
    change: (draft) => dropEdges(draft, new Set(edges)),
  });
}

export function reconnect(
  context: CommandContext,
  { edge: id, wire }: CommandOf<'reconnect'>,
): Result<Edit> {
  const found = findItem(context.document.edges, id, 'wire');
  if (!found.ok) return found;
  const { from, to } = found.value;
  if (sameEnds(wire, { from, to })) return ok({ label: 'Move wire', change: () => {} });
  // Judged as if the wire were gone, since it would not stand in its own way.
  const rest = context.document.edges.filter((edge) => edge.id !== id);
  const without = { ...context, document: { ...context.document, edges: rest } };
  const check = checkConnection(without.document, context.catalog, wire);
  if (!check.ok) return fail(check.problem);
  const replaced = replacedBy(without, wire);
  return ok({
    label: 'Move wire',
    change: (draft) => {
      dropEdges(draft, replaced);
      const edge = draft.edges.find((candidate) => candidate.id === id);
      if (edge) Object.assign(edge, makeEdge(id, wire));
    },
  });
}

export function reorderWire(
  context: CommandContext,
  { edge: id, index }: CommandOf<'reorder-wire'>,
): Result<Edit> {
  const found = findItem(context.document.edges, id, 'wire');
  if (!found.ok) return found;
  const { edges } = context.document;
  const group = edgesInto(graphIndex(context.document), found.value.to);
  const others = group.filter((edge) => edge.id !== id);
  const place = Math.min(Math.max(0, Math.trunc(index) || 0), others.length);
  const ids = others.toSpliced(place, 0, found.value).map((edge) => edge.id);
  if (ids.every((each, at) => group[at]?.id === each)) {
    return ok({ label: 'Move wire', change: () => {} });
  }
  const slots = edges.flatMap((edge, at) => (ids.includes(edge.id) ? at : []));
  return ok({
    label: 'Move wire',
    change: (draft) => {
      const byId = new Map(draft.edges.map((edge) => [edge.id, edge]));
      const moved = ids.flatMap((each) => byId.get(each) ?? []);
      draft.edges = draft.edges.map((edge, at) => moved[slots.indexOf(at)] ?? edge);
    },
  });
}

/** The wires that give way: all that end at an input that takes only one. */
function replacedBy({ document, catalog }: CommandContext, { to }: Wire): ReadonlySet<string> {
  const index = graphIndex(document);
  const node = index.nodes.get(to.node);
  const definition = node && findDefinition(catalog, node.type);
  const port = definition && inputPortsOf(definition)[to.input];
  const old = port?.many ? [] : edgesInto(index, to);
  return new Set(old.map(({ id }) => id));
}

function dropEdges(draft: Draft, ids: ReadonlySet<string>): void {
  if (ids.size > 0) draft.edges = draft.edges.filter(({ id }) => !ids.has(id));
}

/** Only the fields of a wire, so that nothing else slips into the document. */
export function makeEdge(id: string, { from, to }: Wire): Draft['edges'][number] {
  return {
    id,
    from: { node: from.node, output: from.output },
    to: { node: to.node, input: to.input },
  };
}

function wireLabel(context: CommandContext, { from, to }: Wire): string {
  const ends = all([findNodeById(context, from.node), findNodeById(context, to.node)]);
  const titles = ends.ok ? ends.value.map((node) => titleOf(context, node)) : [];
  return `Connect ${titles.join(' to ')}`;
}

function sameEnds(a: Wire, b: Wire): boolean {
  return (
    a.from.node === b.from.node &&
    a.from.output === b.from.output &&
    a.to.node === b.to.node &&
    a.to.input === b.to.input
  );
}
