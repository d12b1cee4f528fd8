import { circleRemedy } from '../../graph/connections/check-connection.ts';
import { delayFor } from '../../graph/connections/delays.ts';
import { inputPortsOf } from '../../graph/definition/sockets.ts';
import { readWires } from '../../graph/definition/wire-lists.ts';
import type { DocumentNode } from '../../graph/document/document.ts';
import { delayedSource, valueBefore } from './delays.ts';
import { definitionOf, type Scope, titleOf } from './scope.ts';

export interface Order {
  /** What the targets and the next frame need, every node after those it reads; loops are cut somewhere. */
  readonly nodes: readonly DocumentNode[];
  /** Nodes that are part of a loop. */
  readonly looped: ReadonlySet<string>;
}

interface Frame {
  readonly node: DocumentNode;
  readonly sources: readonly string[];
  next: number;
  /** Every frame from this place up to this one is known to be part of a loop. */
  loopFrom: number;
}

/** Depth-first from the targets, with a stack of its own because chains may be long. Linear. */
export function orderNodes(scope: Scope, targets: readonly DocumentNode[]): Order {
  const nodes: DocumentNode[] = [];
  const looped = new Set<string>();
  const places = new Map<string, number | 'done'>();
  const stack: Frame[] = [];
  const ends = [...targets];
  const enter = (node: DocumentNode) => {
    places.set(node.id, stack.length);
    stack.push({ node, sources: sourcesOf(scope, node), next: 0, loopFrom: Infinity });
    const later = forNextFrame(scope, node);
    if (later) ends.push(later);
  };
  // An array may grow while it is walked, and the walk takes in what was added.
  for (const target of ends) {
    if (!places.has(target.id)) enter(target);
    for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
      const id = frame.sources[frame.next++];
      if (id === undefined) {
        stack.pop();
        places.set(frame.node.id, 'done');
        nodes.push(frame.node);
        continue;
      }
      const source = scope.index.nodes.get(id);
      const place = places.get(id);
      if (source && place === undefined) enter(source);
      else if (typeof place === 'number') markLoop(scope, stack, place, looped);
    }
  }
  return { nodes, looped };
}

/** The node that makes what this one gives one frame later. */
function forNextFrame(scope: Scope, node: DocumentNode): DocumentNode | undefined {
  const definition = definitionOf(scope, node);
  const source = definition && delayedSource(scope, node, definition);
  return source === undefined ? undefined : scope.index.nodes.get(source);
}

/** The nodes whose values this one reads in this frame, as far as they are known. */
function sourcesOf(scope: Scope, node: DocumentNode): readonly string[] {
  const definition = definitionOf(scope, node);
  if (!definition || node.state === 'muted') return [];
  if (valueBefore(scope, node, definition) !== undefined) return [];
  const passed = new Set(Object.values(definition.passthrough ?? {}));
  const ports = inputPortsOf(definition);
  const reads = (input: string) =>
    node.state === 'bypassed'
      ? passed.has(input)
      : ports[input]?.delayed === undefined && Object.hasOwn(ports, input);
  return readWires(definition, node.params, scope.index.into.get(node.id) ?? [])
    .filter(({ to }) => reads(to.input))
    .map(({ from }) => from.node);
}

/** Everything on the stack from `place` on feeds itself. Skips what earlier loops have marked. */
function markLoop(scope: Scope, stack: readonly Frame[], place: number, looped: Set<string>) {
  const fresh: string[] = [];
  for (let at = stack.length - 1; at >= place; ) {
    const frame = stack[at] as Frame;
    if (!looped.has(frame.node.id)) fresh.push(frame.node.id);
    looped.add(frame.node.id);
    at = Math.min(at, frame.loopFrom) - 1;
  }
  const top = stack.at(-1) as Frame;
  top.loopFrom = Math.min(top.loopFrom, place);
  const message = describeLoop(
    scope,
    stack.slice(place, place + namedAtMost),
    stack.length - place,
  );
  for (const node of fresh) {
    const delay = delayFor(scope.catalog, ['image']);
    const way = delay ? ` ${circleRemedy(delay)}` : '';
    const remedy = `Remove one of the wires of the loop.${way}`;
    scope.errors.push({ code: 'cycle', message, remedy, node });
  }
}

const namedAtMost = 6;

function describeLoop(scope: Scope, frames: readonly Frame[], length: number): string {
  const names = frames.map(({ node }) => titleOf(scope, node.id));
  if (length === 1) return `${names[0]} is wired into itself.`;
  const rest = length > names.length ? ` … (${length} nodes)` : '';
  // A frame reads what the next one gives, so the values flow from the last to the first.
  return `Wires run in a loop: ${[...names, names[0]].reverse().join(' → ')}${rest}.`;
}
