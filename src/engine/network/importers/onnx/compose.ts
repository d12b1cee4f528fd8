import {
  add,
  any,
  both,
  clip,
  either,
  type Found,
  mean,
  nothing,
  number,
  numbers,
  op,
  type Pattern,
  product,
  productWith,
  type Surroundings,
  square,
  timesNumber,
} from '../tensor-graph/match.ts';
import type { Constant } from '../tensor-graph/tensor.ts';
import type { Attribute, OnnxNode } from './model.ts';

/*
 * Older versions of ONNX, and exporters that do not know newer ones, write some operations as several.
 * They become one again, as the newest version has it: one layer, and one pass over the numbers.
 */

interface Rule {
  readonly pattern: Pattern;
  readonly operation: string;
  /** Of the operation, besides the value `x` that it reads. */
  readonly attributes?: (
    found: Found,
  ) => Readonly<Record<string, number | string | readonly number[]>>;
}

const x = any('x');
const root2 = Math.SQRT2;
const cube = either(op('Pow', x, number(3)), product(x, square(x)));
const tanhInside = either(
  timesNumber(add(x, timesNumber(cube, 0.044715)), Math.sqrt(2 / Math.PI)),
  product(timesNumber(x, Math.sqrt(2 / Math.PI)), add(timesNumber(square(x), 0.044715), number(1))),
);
const three = add(x, number(3));
/** PyTorch's ReLU6 is a ReLU that is clipped. */
const sixths = clip(either(three, op('Relu', three)), 0, 6);
const centred = both(any('d'), op('Sub', x, mean(x, 'axes')));
const deviation = op('Sqrt', add(mean(square(any('d')), 'axes'), numbers('epsilon')));

/** In this order: parts of later ones are found by earlier ones. */
const rules: readonly Rule[] = [
  { operation: 'Softplus', pattern: op('Log', add(op('Exp', x), number(1))) },
  { operation: 'Softsign', pattern: op('Div', x, add(op('Abs', x), number(1))) },
  { operation: 'Mish', pattern: product(x, op('Tanh', op('Softplus', x))) },
  { operation: 'Swish', pattern: product(x, op('Sigmoid', x)) },
  {
    operation: 'Gelu',
    pattern: productWith(x, add(op('Erf', timesNumber(x, 1 / root2)), number(1)), 0.5),
  },
  {
    operation: 'Gelu',
    pattern: productWith(x, add(op('Tanh', tanhInside), number(1)), 0.5),
    attributes: () => ({ approximate: 'tanh' }),
  },
  { operation: 'HardSwish', pattern: productWith(x, sixths, 1 / 6) },
  {
    operation: 'HardSigmoid',
    pattern: timesNumber(sixths, 1 / 6),
    attributes: () => ({ alpha: 1 / 6, beta: 0.5 }),
  },
  { operation: 'HardSwish', pattern: product(x, hardSigmoidOfSixth()) },
  {
    operation: 'Clip',
    pattern: clip(op('Relu', x), 0, 6),
    attributes: () => ({ min: 0, max: 6 }),
  },
  {
    operation: 'MeanVarianceNormalization',
    pattern: either(
      both(op('Div', any('d'), deviation), op('Div', centred)),
      both(
        product(any('d'), op('Reciprocal', deviation)),
        either(op('Mul', centred), swapped(centred)),
      ),
    ),
    attributes: ({ numbers: found }) => ({
      axes: found.get('axes') ?? [],
      epsilon: found.get('epsilon')?.[0] ?? 0,
    }),
  },
  {
    operation: 'LRN',
    pattern: op('Div', x, op('Pow', add(neighbours(), numbers('bias')), numbers('beta'))),
    attributes: ({ numbers: found }) => ({
      size: found.get('size')?.[0] ?? 1,
      alpha: found.get('alpha')?.[0] ?? 1,
      beta: found.get('beta')?.[0] ?? 1,
      bias: found.get('bias')?.[0] ?? 1,
    }),
  },
];

/** The second input of a product. */
function swapped(pattern: Pattern): Pattern {
  return op(
    'Mul',
    function* (_, found) {
      yield found;
    },
    pattern,
  );
}

function hardSigmoidOfSixth(): Pattern {
  return function* (value, found, around) {
    const attributes = around.nodeOf(value)?.attributes;
    const slope = attributes?.get('alpha')?.float ?? 0.2;
    const offset = attributes?.get('beta')?.float ?? 0.5;
    if (Math.abs(slope - 1 / 6) < 1e-4 && offset === 0.5) {
      yield* op('HardSigmoid', x)(value, found, around);
    }
  };
}

/**
 * PyTorch's local response normalisation: alpha times the mean of squares over neighbouring channels,
 * as a pool along an axis between two of length 1.
 */
function neighbours(): Pattern {
  const squares = either(op('Unsqueeze', square(x)), op('Reshape', square(x)));
  const pooled = averageOfChannels(either(op('Pad', squares), squares));
  const flat = either(
    op('Squeeze', pooled),
    op('Reshape', pooled),
    op('Reshape', op('Squeeze', pooled)),
  );
  return product(flat, numbers('alpha'));
}

/** Over the second of five axes; how many is `size`. */
function averageOfChannels(a: Pattern): Pattern {
  return function* (value, found, around) {
    const kernel = around.nodeOf(value)?.attributes?.get('kernel_shape')?.ints ?? [];
    const [size = 1, ...others] = kernel;
    // Of an even number, PyTorch has the odd one before, and ONNX after.
    if (size % 2 === 0 || others.length === 0 || others.some((length) => length !== 1)) return;
    const next = { ...found, numbers: new Map([...found.numbers, ['size', [size]]]) };
    yield* op('AveragePool', a)(value, next, around);
  };
}

/**
 * Puts one node in the place of each group that a rule knows; the nodes of the group go unless others
 * read them. @param outputs of the graph.
 */
export function compose(
  nodes: readonly OnnxNode[],
  constants: ReadonlyMap<string, Constant>,
  outputs: readonly string[],
): readonly OnnxNode[] {
  const graph = new Graph(nodes, outputs);
  const around: Surroundings = {
    nodeOf: (value) => graph.nodeOf(value),
    constantOf: (value) => constants.get(value),
  };
  for (const rule of rules) {
    for (const node of nodes) {
      const [output] = node.outputs;
      if (output === undefined || !graph.has(output)) continue;
      for (const found of rule.pattern(output, nothing, around)) {
        const read = found.values.get('x');
        if (read === undefined) continue;
        graph.replace(output, composed(graph.nodeOf(output) as OnnxNode, read, rule, found));
        break;
      }
    }
  }
  return graph.nodes();
}

function composed(node: OnnxNode, read: string, rule: Rule, found: Found): OnnxNode {
  const attributes = Object.entries(rule.attributes?.(found) ?? {}).map(
    ([name, value]) => [name, asAttribute(value)] as const,
  );
  return {
    ...node,
    operation: rule.operation,
    inputs: [read],
    outputs: node.outputs.slice(0, 1),
    attributes: new Map(attributes),
  };
}

function asAttribute(value: number | string | readonly number[]): Attribute {
  const none = { floats: [], ints: [] };
  if (typeof value === 'string') return { ...none, text: value };
  return typeof value === 'number'
    ? { ...none, float: value, int: value }
    : { ...none, ints: value };
}

/** Nodes by what they give, and how often that is read. */
class Graph {
  readonly #byOutput = new Map<string, OnnxNode>();
  readonly #uses = new Map<string, number>();
  readonly #order: readonly OnnxNode[];

  constructor(nodes: readonly OnnxNode[], outputs: readonly string[]) {
    this.#order = nodes;
    for (const output of outputs) this.#use(output, 1);
    for (const node of nodes) {
      for (const output of node.outputs) this.#byOutput.set(output, node);
      for (const input of node.inputs) this.#use(input, 1);
    }
  }

  has(output: string): boolean {
    return this.#byOutput.has(output);
  }

  nodeOf(value: string): OnnxNode | undefined {
    return this.#byOutput.get(value);
  }

  nodes(): readonly OnnxNode[] {
    return this.#order.flatMap((node) => {
      const [output = ''] = node.outputs;
      return this.#byOutput.get(output) ?? (node.outputs.length === 0 ? node : []);
    });
  }

  replace(output: string, node: OnnxNode): void {
    const before = this.#byOutput.get(output) as OnnxNode;
    for (const input of node.inputs) this.#use(input, 1);
    this.#byOutput.set(output, node);
    this.#release(before.inputs);
  }

  #use(value: string, times: number): number {
    const uses = (this.#uses.get(value) ?? 0) + times;
    this.#uses.set(value, uses);
    return uses;
  }

  /** Takes away uses, and the nodes that nobody reads then. */
  #release(values: readonly string[]): void {
    const left = [...values];
    for (let value = left.pop(); value !== undefined; value = left.pop()) {
      if (this.#use(value, -1) > 0) continue;
      const node = this.#byOutput.get(value);
      if (!node || node.outputs.some((output) => (this.#uses.get(output) ?? 0) > 0)) continue;
      for (const output of node.outputs) this.#byOutput.delete(output);
      left.push(...node.inputs);
    }
  }
}
