import {
  add,
  any,
  nothing,
  number,
  op,
  type PatternNode,
  productWith,
  timesNumber,
} from '../tensor-graph/match.ts';
import type { Tensor } from '../tensor-graph/tensor.ts';
import type { OrderedNode } from './in-order.ts';

const x = any('x');
/** Keras writes GELU as 0.5 · x · (1 + erf(x / √2)), and the IR has no error function alone. */
const gelu = productWith(x, add(op('Erf', timesNumber(x, Math.SQRT1_2)), number(1)), 0.5);

/** As patterns call them. */
const names: ReadonlyMap<string, string> = new Map([
  ['AddV2', 'Add'],
  ['RealDiv', 'Div'],
]);

/**
 * The nodes with what was written in parts as one: an operation `Gelu`, which TensorFlow does not have.
 * @param values constants by name.
 */
export function composed(
  nodes: readonly OrderedNode[],
  values: ReadonlyMap<string, Tensor>,
): readonly OrderedNode[] {
  if (!nodes.some(({ operation }) => operation === 'Erf')) return nodes;
  const makers = new Map(nodes.map((node) => [node.name, asPatternsSee(node)]));
  const around = {
    nodeOf: (value: string) => makers.get(value),
    constantOf: (value: string) => {
      const tensor = values.get(value);
      return tensor?.kind === 'constant' ? tensor : undefined;
    },
  };
  const made = nodes.map((node): OrderedNode => {
    if (node.operation !== 'Mul') return node;
    for (const { values: found } of gelu(node.name, nothing, around)) {
      return { ...node, operation: 'Gelu', inputs: [found.get('x') ?? ''] };
    }
    return node;
  });
  return withoutUnread(made, readBy(nodes));
}

function asPatternsSee({ name, operation, inputs }: OrderedNode): PatternNode {
  return { operation: names.get(operation) ?? operation, inputs, outputs: [name] };
}

/** Without the parts that nobody reads any more; what nobody has read before is what the graph gives. */
function withoutUnread(
  nodes: readonly OrderedNode[],
  before: ReadonlySet<string>,
): readonly OrderedNode[] {
  const read = readBy(nodes);
  const left = nodes.filter(({ name }) => read.has(name) || !before.has(name));
  return left.length === nodes.length ? nodes : withoutUnread(left, before);
}

function readBy(nodes: readonly OrderedNode[]): ReadonlySet<string> {
  return new Set(nodes.flatMap(({ inputs }) => inputs));
}
