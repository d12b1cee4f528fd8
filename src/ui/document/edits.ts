import { own } from '../../common/own.ts';
import { problemText, type Result } from '../../common/result.ts';
import type { Command } from '../../graph/commands/command.ts';
import type {
  ItemSize,
  NodeSize,
  NodeState,
  Position,
  Variant,
  Wire,
} from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { type Json, sameJson } from '../../graph/document/json.ts';
import { changesOf } from '../../graph/document/variants.ts';
import { notify } from '../session/session-store.ts';
import { cancelEdits, type EditOptions, edit, useDocument, varied } from './document-store.ts';
import { definitionOf } from './node-hooks.ts';
import { trackOf } from './tracks.ts';

/** Does a command and says why when it may not be done. @returns the ids of what it made. */
export function perform(command: Command, options?: EditOptions): readonly string[] {
  const done: Result<readonly string[]> = edit(command, options);
  if (done.ok) return done.value;
  notify(problemText(done.problem), 'alert');
  return [];
}

/** Changes the variant that is shown, or else the graph. The graph's own value ends the change. */
export function setParam(node: string, param: string, value: Json, last: boolean): void {
  const gesture = paramGesture([node], param);
  perform(inVariant({ type: 'set-param', node, param, value }), { gesture, last });
}

/** The same for several nodes: one step of history. */
export function setParams(
  nodes: readonly string[],
  param: string,
  value: Json,
  last: boolean,
): void {
  const commands = nodes.map((node) => inVariant({ type: 'set-param', node, param, value }));
  const label = `Set a value of ${nodes.length} nodes`;
  perform({ type: 'batch', label, commands }, { gesture: paramGesture(nodes, param), last });
}

/** Takes back the changes of a value that were not the last of their gesture. */
export function cancelParam(node: string, param: string): void {
  cancelParams([node], param);
}

export function cancelParams(nodes: readonly string[], param: string): void {
  cancelEdits(paramGesture(nodes, param));
}

function paramGesture(nodes: readonly string[], param: string): string {
  return `param ${useDocument.getState().variant ?? ''} ${nodes.join(' ')} ${param}`;
}

/** Several commands as one step of history; values go to the variant that is shown. */
export function performTogether(label: string, commands: readonly Command[]): void {
  if (commands.length > 0) perform({ type: 'batch', label, commands: commands.map(inVariant) });
}

/** A change of a value, in the variant that is shown; of one with keys, a key at the frame. */
function inVariant(command: Command): Command {
  const { document, variant, frame } = useDocument.getState();
  if (command.type !== 'set-param') return command;
  const { node, param, value } = command;
  if (trackOf(varied(), node, param)) return keyCommand(node, param, frame, value);
  if (variant === undefined) return command;
  const before = own(graphIndex(document).nodes.get(node)?.params, param);
  return before !== undefined && sameJson(before, value)
    ? { type: 'reset-variant-param', variant, node, param }
    : { type: 'set-variant-param', variant, node, param, value };
}

/** Sets a key; in the variant that is shown, where one is. */
export function keyCommand(node: string, param: string, frame: number, value: Json): Command {
  const { variant } = useDocument.getState();
  return { type: 'set-key', node, param, frame, value, ...(variant !== undefined && { variant }) };
}

/** Back to the default; in a variant back to the graph's value. Without `param`: all of the node. */
export function resetParam(node: string, param?: string): void {
  const variant = shownVariant();
  if (param !== undefined && resetKey(node, param, variant)) return;
  if (!variant) perform({ type: 'reset-param', node, ...(param !== undefined && { param }) });
  else {
    const params = param === undefined ? Object.keys(changesOf(variant, node) ?? {}) : [param];
    const commands = params.map(
      (key) => ({ type: 'reset-variant-param', variant: variant.id, node, param: key }) as const,
    );
    perform({ type: 'batch', label: `Reset values of variant ${variant.name}`, commands });
  }
}

/**
 * Of a value with keys: the default at this frame, or in a variant the graph's keys.
 * @returns whether it has keys that are its own.
 */
function resetKey(node: string, param: string, variant: Variant | undefined): boolean {
  const track = trackOf(varied(), node, param);
  if (variant) {
    const keyed = variant.tracks?.some((each) => each.node === node && each.param === param);
    if (keyed) perform({ type: 'remove-track', node, param, variant: variant.id });
    return keyed === true;
  }
  const spec = own(definitionOf(nodeById(node))?.params, param);
  if (!track || !spec) return false;
  perform(keyCommand(node, param, useDocument.getState().frame, spec.default));
  return true;
}

/** One value of several nodes, back to the default, or in a variant to the graph's: one step. */
export function resetParams(nodes: readonly string[], param: string): void {
  const variant = shownVariant()?.id;
  const commands = nodes.map((node): Command => {
    return variant === undefined
      ? { type: 'reset-param', node, param }
      : { type: 'reset-variant-param', variant, node, param };
  });
  perform({ type: 'batch', label: `Reset a value of ${nodes.length} nodes`, commands });
}

/** The variant whose values are shown; undefined: the graph itself. */
export function shownVariant(): Variant | undefined {
  const { document, variant } = useDocument.getState();
  return document.variants.find(({ id }) => id === variant);
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

export function collapseNodes(nodes: readonly string[], collapsed: boolean): void {
  if (nodes.length > 0) perform({ type: 'set-collapsed', nodes, collapsed });
}

/** Null: as large as what it shows. */
export function resizeNode(node: string, size: NodeSize | null): void {
  perform({ type: 'resize-node', node, size });
}

/** Resizes a frame or a note; its corner may have moved too. */
export function resizeItem(id: string, position: Position, size: ItemSize): void {
  const { document } = useDocument.getState();
  const changes = { position, size };
  if (document.frames.some((frame) => frame.id === id)) {
    perform({ type: 'edit-frame', frame: id, changes });
  } else perform({ type: 'edit-note', note: id, changes });
}

/** The node with the values that are shown. */
export function nodeById(id: string) {
  return graphIndex(useDocument.getState().shown).nodes.get(id);
}
