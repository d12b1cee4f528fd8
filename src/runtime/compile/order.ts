import { inputPortsOf } from '../../graph/definition/sockets.ts';
import { readWires } from '../../graph/definition/wire-lists.ts';
import type { DocumentNode } from '../../graph/document/document.ts';
import { definitionOf, type Scope, titleOf } from './scope.ts';

export interface Order {
  /** What the targets need, every node after those it reads; loops are cut somewhere. */
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
  const enter = (node: DocumentNode) => {
    places.set(node.id, stack.length);
    stack.push({ node, sources: sourcesOf(scope, node), next: 0, loopFrom: Infinity });
  };
  for (const target of targets) {
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

/** The nodes whose values this one reads, as far as they are known. */
function sourcesOf(scope: Scope, node: DocumentNode): readonly string[] {
  const definition = definitionOf(scope, node);
  if (!definition || node.state === 'muted') return [];
  const passed = new Set(Object.values(definition.passthrough ?? {}));
  const ports = inputPortsOf(definition);
  const reads = (input: string) =>
    node.state === 'bypassed' ? passed.has(input) : Object.hasOwn(ports, input);
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
    const remedy = 'Remove one of the wires of the loop.';
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
