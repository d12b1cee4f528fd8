import type { Result } from '../../common/result.ts';
import type { Command } from '../../graph/commands/command.ts';
import type { NodeState, Position, Size, Wire } from '../../graph/document.ts';
import { graphIndex } from '../../graph/graph-index.ts';
import type { Json } from '../../graph/json.ts';
import { notify } from '../passing/passing-store.ts';
import { type EditOptions, edit, useDocument } from './document-store.ts';

/** Does a command and says why when it may not be done. @returns the ids of what it made. */
export function perform(command: Command, options?: EditOptions): readonly string[] {
  const done: Result<readonly string[]> = edit(command, options);
  if (done.ok) return done.value;
  notify(done.problem.message, 'alert');
  return [];
}

export function setParam(node: string, param: string, value: Json, last: boolean): void {
  perform({ type: 'set-param', node, param, value }, { gesture: `param ${node} ${param}`, last });
}

export function resetParam(node: string, param?: string): void {
  perform({ type: 'reset-param', node, ...(param !== undefined && { param }) });
}

/** `undefined`: neither bypassed nor muted. */
export function setNodeState(nodes: readonly string[], state: NodeState | undefined): void {
  if (nodes.length > 0) perform({ type: 'set-state', nodes, state: state ?? 'active' });
}

export function connect(wire: Wire): void {
  perform({ type: 'connect', wire });
}

export function disconnect(edges: readonly string[]): void {
  perform({ type: 'disconnect', edges });
}

export function reconnect(edge: string, wire: Wire): void {
  perform({ type: 'reconnect', edge, wire });
}

export function renameNode(node: string, label: string): void {
  perform({ type: 'set-label', node, label });
}

export function renameFrame(frame: string, title: string): void {
  perform({ type: 'edit-frame', frame, changes: { title } });
}

export function setNoteText(note: string, text: string): void {
  perform({ type: 'edit-note', note, changes: { text } });
}

/** Resizes a frame or a note; its corner may have moved too. */
export function resizeItem(id: string, position: Position, size: Size): void {
  const { document } = useDocument.getState();
  const changes = { position, size };
  if (document.frames.some((frame) => frame.id === id)) {
    perform({ type: 'edit-frame', frame: id, changes });
  } else perform({ type: 'edit-note', note: id, changes });
}

/** Items of the selection, sorted as commands want them. */
export function itemsOf(ids: ReadonlySet<string>) {
  const { document } = useDocument.getState();
  const own = (items: readonly { readonly id: string }[]) =>
    items.flatMap(({ id }) => (ids.has(id) ? id : []));
  return { nodes: own(document.nodes), frames: own(document.frames), notes: own(document.notes) };
}

export function nodeById(id: string) {
  return graphIndex(useDocument.getState().document).nodes.get(id);
}
