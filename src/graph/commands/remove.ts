import { ok, type Result } from '../../common/result.ts';
import type { Edge, Track } from '../document/document.ts';
import { count } from '../document/names.ts';
import type { CommandOf } from './command.ts';
import {
  all,
  type CommandContext,
  type Draft,
  type Edit,
  findItem,
  findNodeById,
  titleOf,
} from './edit.ts';
import { type Gone, heal } from './heal.ts';
import { dropSweepsOver } from './sweep-membership.ts';
import { keepTracks } from './tracks.ts';

export function remove(context: CommandContext, command: CommandOf<'remove'>): Result<Edit> {
  const { nodes = [], edges = [], frames = [], notes = [] } = command;
  const { document } = context;
  const present = all<unknown>([
    ...nodes.map((id) => findNodeById(context, id)),
    ...edges.map((id) => findItem(document.edges, id, 'wire')),
    ...frames.map((id) => findItem(document.frames, id, 'frame')),
    ...notes.map((id) => findItem(document.notes, id, 'note')),
  ]);
  if (!present.ok) return present;
  const gone = {
    nodes: new Set(nodes),
    edges: new Set(edges),
    frames: new Set(frames),
    notes: new Set(notes),
  };
  const healed = command.heal ? heal(context, gone) : [];
  return ok({
    label: removeLabel(context, command),
    change: (draft) => {
      for (const { id, from } of healed) {
        const edge = draft.edges.find((each) => each.id === id);
        if (edge) edge.from = from;
      }
      removeItems(draft, gone);
    },
  });
}

function removeItems(draft: Draft, { nodes, edges, frames, notes }: Gone): void {
  const stays = ({ id, from, to }: Edge) =>
    !edges.has(id) && !nodes.has(from.node) && !nodes.has(to.node);
  if (draft.edges.some((edge) => !stays(edge))) draft.edges = draft.edges.filter(stays);
  if (nodes.size > 0) removeNodes(draft, nodes);
  if (notes.size > 0) draft.notes = draft.notes.filter(({ id }) => !notes.has(id));
  if (frames.size === 0) return;
  draft.frames = draft.frames.filter(({ id }) => !frames.has(id));
  for (const item of [...draft.nodes, ...draft.notes]) {
    if (item.frame !== undefined && frames.has(item.frame)) delete item.frame;
  }
}

/** With their tracks, and what variants and exposed parameters say of them. */
function removeNodes(draft: Draft, nodes: ReadonlySet<string>): void {
  draft.nodes = draft.nodes.filter(({ id }) => !nodes.has(id));
  if (draft.exposed.some(({ node }) => nodes.has(node))) {
    draft.exposed = draft.exposed.filter(({ node }) => !nodes.has(node));
  }
  dropSweepsOver(draft, nodes);
  const stays = ({ node }: Track) => !nodes.has(node);
  keepTracks(draft, stays);
  for (const variant of draft.variants) {
    keepTracks(variant, stays);
    const kept = Object.entries(variant.params).filter(([id]) => !nodes.has(id));
    if (kept.length < Object.keys(variant.params).length) variant.params = Object.fromEntries(kept);
  }
}

function removeLabel(context: CommandContext, command: CommandOf<'remove'>): string {
  const { nodes = [], edges = [], frames = [], notes = [] } = command;
  const [only] = nodes;
  if (nodes.length === 1 && only && frames.length + notes.length === 0) {
    const node = findNodeById(context, only);
    return node.ok ? `Remove ${titleOf(context, node.value)}` : 'Remove node';
  }
  const kinds = (
    [
      ['node', nodes],
      ['frame', frames],
      ['note', notes],
      ['wire', nodes.length + frames.length + notes.length > 0 ? [] : edges],
    ] as const
  ).filter(([, ids]) => ids.length > 0);
  const [first] = kinds;
  if (kinds.length === 1 && first) {
    const [noun, ids] = first;
    return ids.length === 1 ? `Remove ${noun}` : `Remove ${count(ids.length, noun)}`;
  }
  return `Remove ${count(nodes.length + frames.length + notes.length, 'item')}`;
}
