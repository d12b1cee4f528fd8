import { delayedInput } from '../../graph/connections/delays.ts';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { Port } from '../../graph/definition/port.ts';
import type { DocumentNode, Edge } from '../../graph/document/document.ts';
import { edgesInto } from '../../graph/document/graph-index.ts';
import { nodeTitle } from '../../graph/document/names.ts';
import { stepKey } from '../keys/step-key.ts';
import { dangling, type Place, wrongKind } from './input-complaints.ts';
import { enter } from './inputs.ts';
import {
  type DraftStep,
  delayName,
  type FrameBefore,
  type PlanDelay,
  type Source,
} from './plan.ts';
import { definitionOf, type Scope } from './scope.ts';
import { type Outcomes, supplyOf } from './supply.ts';

/** What a node with a delayed input gives at this frame in place of what its outputs repeat. */
export type Delayed = FrameBefore | 'not-known' | undefined;

/**
 * The value of the frame before; `not-known` where there is one and nobody said which; undefined where
 * there is none: in the first frame, and where nothing is connected or arrived.
 */
export function valueBefore(scope: Scope, node: DocumentNode, definition: NodeDefinition): Delayed {
  const input = delayedInput(definition);
  if (input === undefined || scope.time.frame === 0) return undefined;
  if (node.state !== undefined || !delayedWire(scope, node, input)) return undefined;
  if (!scope.before) return 'not-known';
  return scope.before.get(delayName({ node: node.id, input }));
}

/** In a film, where the value comes from that the node gives one frame later. */
export function delayedSource(
  scope: Scope,
  node: DocumentNode,
  definition: NodeDefinition,
): string | undefined {
  const input = delayedInput(definition);
  if (input === undefined || !scope.document.sequence || node.state !== undefined) return undefined;
  return delayedWire(scope, node, input)?.from.node;
}

/** The values that the next frame needs, of all nodes that were reached. Steps as in the drafts. */
export function resolveDelays(
  scope: Scope,
  nodes: readonly DocumentNode[],
  outcomes: Outcomes,
  steps: readonly DraftStep[],
): readonly PlanDelay[] {
  return nodes.flatMap((node): readonly PlanDelay[] => {
    const definition = definitionOf(scope, node);
    if (!definition || delayedSource(scope, node, definition) === undefined) return [];
    const input = delayedInput(definition) as string;
    const port = definition.inputs[input] as Port;
    const edge = delayedWire(scope, node, input) as Edge;
    const source = arriving({ scope, node, definition, input, port }, edge, outcomes);
    if (!source) return [];
    const { step, output } = source;
    const from = { key: (steps[step] as DraftStep).step.key, output };
    const { type, version } = definition;
    const { profile } = scope.environment;
    const key = stepKey({ type, version, params: [], inputs: { [input]: from }, profile });
    return [{ node: node.id, input, step, output, key }];
  });
}

function arriving(place: Place, edge: Edge, outcomes: Outcomes): Source | undefined {
  const { scope, port } = place;
  const supply = supplyOf(outcomes, edge.from);
  if (supply.kind === 'dangling') scope.warnings.push(dangling(place, edge));
  if (supply.kind !== 'value') return undefined;
  const arrival = enter(supply, port);
  if (!arrival) scope.errors.push(wrongKind(place, edge, supply.kinds));
  return arrival?.source;
}

/** The first one counts, as at any input that takes one. */
function delayedWire({ index }: Scope, { id }: DocumentNode, input: string): Edge | undefined {
  return edgesInto(index, { node: id, input })[0];
}

export function complainOfUnknown(
  { errors, time }: Scope,
  node: DocumentNode,
  definition: NodeDefinition,
): void {
  errors.push({
    code: 'no-frame-before',
    node: node.id,
    message: `${nodeTitle(node, definition)} needs frame ${time.frame - 1}, which has not been made.`,
    remedy: 'Render the film from its first frame, or from one that is there.',
  });
}
