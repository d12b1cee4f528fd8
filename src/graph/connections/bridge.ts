import type { Catalog, NodeDefinition } from '../definition/definition.ts';
import type { PortKind } from '../definition/port.ts';

/**
 * The node type that best turns one of the first kinds into one of the second: the one that needs
 * the fewest other inputs. An optional input does not count, since what enters there only shapes
 * the outcome, and neither do nodes that merely pass a kind on.
 */
export function bridgeBetween(
  catalog: Catalog,
  from: readonly PortKind[],
  to: readonly PortKind[],
): NodeDefinition | undefined {
  let best: NodeDefinition | undefined;
  for (const definition of Object.values(catalog)) {
    if (definition.deprecated || !joins(definition, from, to)) continue;
    if (!best || cost(definition) < cost(best)) best = definition;
  }
  return best;
}

function joins(definition: NodeDefinition, from: readonly PortKind[], to: readonly PortKind[]) {
  const takes = Object.values(definition.inputs).some(
    ({ kinds, optional }) => !optional && overlap(kinds, from),
  );
  const gives = Object.values(definition.outputs).some(
    ({ kinds, same }) => same === undefined && overlap(kinds, to),
  );
  return takes && gives;
}

/** Required inputs weigh most, then all inputs. */
function cost({ inputs }: NodeDefinition): number {
  const ports = Object.values(inputs);
  return ports.filter((port) => !port.optional).length * 100 + ports.length;
}

function overlap(a: readonly PortKind[], b: readonly PortKind[]): boolean {
  return a.some((kind) => b.includes(kind));
}
