import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { PortKind } from '../../graph/definition/port.ts';
import { inputPortsOf } from '../../graph/definition/sockets.ts';
import type { DocumentNode } from '../../graph/document/document.ts';
import { nodeTitle } from '../../graph/document/names.ts';
import { enter, type ResolvedInputs } from './inputs.ts';
import type { Source } from './plan.ts';
import type { Scope } from './scope.ts';
import { type Outcome, type Outcomes, type Supplies, type Supply, supplyOf } from './supply.ts';

/** Reroute and its like: every output repeats an input, so there is nothing to run. */
export function isWire({ outputs, params }: NodeDefinition): boolean {
  const ports = Object.values(outputs);
  return ports.length > 0 && ports.every(({ same }) => same) && Object.keys(params).length === 0;
}

/** The outputs of a node that only repeats its inputs. */
export function relayed(
  node: DocumentNode,
  definition: NodeDefinition,
  { sources, kinds }: ResolvedInputs,
): Supplies {
  return mapOutputs(definition, (_, { same = '' }) => {
    const source = sources[same] as Source | undefined;
    if (!source) return { kind: 'silent', node: node.id };
    return { kind: 'value', source, kinds: kinds.get(same) ?? [] };
  });
}

/** The outputs of a node that runs. */
export function given(
  definition: NodeDefinition,
  step: number,
  arrived: ReadonlyMap<string, readonly PortKind[]>,
): Supplies {
  return mapOutputs(definition, (output, { kinds, same }) => ({
    kind: 'value',
    source: { step, output },
    kinds: same === undefined ? kinds : (arrived.get(same) ?? kinds),
  }));
}

/** Lets each output repeat the input that the definition names. */
export function bypass(
  scope: Scope,
  node: DocumentNode,
  definition: NodeDefinition,
  outcomes: Outcomes,
): Outcome {
  const { passthrough } = definition;
  if (!passthrough) {
    const message = `${nodeTitle(node, definition)} has nothing to pass through, so it cannot be bypassed.`;
    const remedy = 'Switch it on again, or mute it.';
    scope.errors.push({ code: 'cannot-bypass', message, remedy, node: node.id });
    return { kind: 'broken', by: node.id };
  }
  const ports = inputPortsOf(definition);
  const wires = scope.index.into.get(node.id) ?? [];
  const outputs = mapOutputs(definition, (output): Supply => {
    const input = passthrough[output];
    const port = input === undefined ? undefined : ports[input];
    const wire = port && wires.find(({ to }) => to.input === input);
    if (!wire) return { kind: 'silent', node: node.id };
    const supply = supplyOf(outcomes, wire.from);
    if (supply.kind === 'dangling') return { kind: 'silent', node: node.id };
    // What the input would have refused, whoever reads the output refuses or takes.
    if (supply.kind === 'value') return { ...supply, ...enter(supply, port) };
    return supply;
  });
  return { kind: 'through', outputs };
}

function mapOutputs(
  { outputs }: NodeDefinition,
  supply: (output: string, port: NodeDefinition['outputs'][string]) => Supply,
): Supplies {
  return new Map(Object.entries(outputs).map(([output, port]) => [output, supply(output, port)]));
}
