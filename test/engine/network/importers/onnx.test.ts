import { describe, expect, test } from 'vitest';
import { ok } from '../../../../src/common/result.ts';
import { loadNetwork } from '../../../../src/engine/network/importers/load-network.ts';
import type { ConvOperation, IrNode } from '../../../../src/engine/network/ir.ts';
import { float } from '../architectures/protobuf.ts';
import { memorySource } from '../memory-source.ts';
import {
  external,
  field,
  join,
  type ModelToWrite,
  type NodeToWrite,
  number,
  writeFunction,
  writeModel,
  writeRawTensor,
  writeTensor,
} from './onnx-writer.ts';

/** What the importer makes of small ONNX files; architectures.test.ts and libonnx.test.ts hold numbers to references. */
function load(file: Uint8Array, others: Readonly<Record<string, Uint8Array>> = {}) {
  const files = new Map([['net.onnx', file], ...Object.entries(others)]);
  return loadNetwork(memorySource(files, 'net.onnx'), { name: 'Net', main: 'net.onnx' });
}

async function networkOf(model: ModelToWrite) {
  const loaded = await load(writeModel(model));
  if (!loaded.ok) throw new Error(loaded.problem.message);
  return loaded.value;
}

const summary = ({ name, op, inputs }: IrNode) => `${name}: ${op}(${inputs.join(', ')})`;

const filter = writeTensor('w', [4, 3, 1, 1], new Float32Array(12).fill(0.5));
const conv: NodeToWrite = { op: 'Conv', name: 'first', inputs: ['x', 'w'], outputs: ['a'] };
const node = (
  op: string,
  inputs: string[],
  outputs: string[],
  attributes: NodeToWrite['attributes'] = {},
) => ({ op, name: `${op} of ${inputs[0]}`, inputs, outputs, attributes }) satisfies NodeToWrite;

describe('names', () => {
  test('are those of nodes, else of what they give, and each stands once', async () => {
    const { ir } = await networkOf({
      tensors: [filter],
      nodes: [
        conv,
        { op: 'Relu', inputs: ['a'], outputs: ['second_1'] },
        { op: 'Relu', name: 'first', inputs: ['second_1'], outputs: ['c'] },
      ],
    });
    expect(ir.map(summary)).toEqual([
      'x: input()',
      'first: conv(x)',
      'second_1: activation(first)',
      'first:2: activation(second_1)',
    ]);
  });
});

test('of several layers for one node, the last has its name', async () => {
  const { ir } = await networkOf({
    tensors: [filter],
    nodes: [
      conv,
      { op: 'ReduceSum', name: 'sum', inputs: ['a'], outputs: ['b'], attributes: { axes: [1] } },
    ],
    opset: 11,
  });
  expect(ir.at(-1)?.name).toBe('sum');
  expect(ir.map(({ op }) => op).slice(-2)).toEqual(['channel-mean', 'affine']);
});

describe('what cannot be read', () => {
  test('is told by node, operation and reason, and the layers before it are there', async () => {
    const { ir, notes } = await networkOf({
      tensors: [filter],
      nodes: [
        conv,
        node('Einsum', ['a'], ['b']),
        node('Relu', ['b'], ['c']),
        node('Sigmoid', ['a'], ['d']),
      ],
    });
    expect(ir.map(({ name }) => name)).toEqual(['x', 'first', 'Sigmoid of a']);
    expect(notes?.map(({ message }) => message)).toEqual([
      'The node Einsum of a (Einsum) is of an operation that is not supported.',
    ]);
  });

  test('a network of nothing else is refused with it', async () => {
    const loaded = await load(writeModel({ nodes: [node('Einsum', ['x'], ['b'])] }));
    expect(loaded).toMatchObject({
      ok: false,
      problem: { code: 'network-unsupported', message: expect.stringMatching(/Einsum of x/) },
    });
  });

  test.each<[string, ModelToWrite['inputs'], RegExp]>([
    ['no picture', { ids: [1, 128] }, /None of the inputs .* ids \[1, 128\]/],
    [
      'two pictures',
      { left: [1, 3, 8, 8], right: [1, 3, 8, 8] },
      /several pictures at once: left, right/,
    ],
    ['twelve channels', { x: [1, 12, 8, 8] }, /None of the inputs/],
  ])('%s', async (_, inputs = {}, message) => {
    const loaded = await load(writeModel({ inputs, nodes: [conv], tensors: [filter] }));
    expect(loaded).toMatchObject({ ok: false, problem: { code: 'network-inputs' } });
    expect(loaded.ok ? '' : loaded.problem.message).toMatch(message);
  });
});

describe('operations that older files write in parts', () => {
  const numbers: Readonly<Record<string, number>> = {
    half: 0.5,
    one: 1,
    two: 2,
    three: 3,
    six: 6,
    zero: 0,
    sixth: 1 / 6,
    root: Math.SQRT2,
    epsilon: 1e-5,
  };
  const scalars = Object.entries(numbers).map(([name, value]) =>
    writeTensor(name, [], Float32Array.of(value)),
  );
  const kinds = async (...nodes: NodeToWrite[]) => {
    const { ir } = await networkOf({ tensors: [filter, ...scalars], nodes: [conv, ...nodes] });
    return ir.slice(2).map((one) => (one.op === 'activation' ? one.activation.kind : one.op));
  };

  test('are one layer, called as the last of the parts', async () => {
    const gelu = [
      node('Div', ['a', 'root'], ['b']),
      node('Erf', ['b'], ['c']),
      node('Add', ['c', 'one'], ['d']),
      node('Mul', ['a', 'd'], ['e']),
      node('Mul', ['e', 'half'], ['f']),
    ];
    expect(await kinds(...gelu)).toEqual(['gelu']);
    const hardSwish = [
      node('Add', ['a', 'three'], ['b']),
      node('Clip', ['b', 'zero', 'six'], ['c']),
      node('Div', ['c', 'six'], ['d']),
      node('Mul', ['d', 'a'], ['e']),
    ];
    expect(await kinds(...hardSwish)).toEqual(['hard-swish']);
    expect(await kinds(...hardSwish.slice(0, 3))).toEqual(['hard-sigmoid']);
    expect(await kinds(node('Sigmoid', ['a'], ['b']), node('Mul', ['b', 'a'], ['c']))).toEqual([
      'swish',
    ]);
    const mish = [
      node('Exp', ['a'], ['b']),
      node('Add', ['one', 'b'], ['c']),
      node('Log', ['c'], ['d']),
      node('Tanh', ['d'], ['e']),
      node('Mul', ['a', 'e'], ['f']),
    ];
    expect(await kinds(...mish)).toEqual(['mish']);
    const layerNorm = [
      node('Transpose', ['a'], ['t'], { perm: [0, 2, 3, 1] }),
      node('ReduceMean', ['t'], ['b'], { axes: [-1] }),
      node('Sub', ['t', 'b'], ['c']),
      node('Pow', ['c', 'two'], ['d']),
      node('ReduceMean', ['d'], ['e'], { axes: [-1] }),
      node('Add', ['e', 'epsilon'], ['f']),
      node('Sqrt', ['f'], ['g']),
      node('Div', ['c', 'g'], ['h']),
    ];
    expect(await kinds(...layerNorm)).toEqual(['normalise']);
  });

  test('stay as they are where another node reads a part, or numbers differ', async () => {
    const parts = [node('Sigmoid', ['a'], ['b']), node('Mul', ['b', 'a'], ['c'])];
    expect(await kinds(...parts, node('Relu', ['b'], ['d']))).toEqual(['sigmoid', 'swish', 'relu']);
    const other = [node('Add', ['a', 'two'], ['b']), node('Clip', ['b', 'zero', 'six'], ['c'])];
    expect(await kinds(...other, node('Div', ['c', 'six'], ['d']))).toEqual([
      'affine',
      'relu6',
      'affine',
    ]);
  });
});

test('functions of the file stand for their nodes', async () => {
  const body = [
    { op: 'Relu', name: 'relu', inputs: ['in'], outputs: ['mid'] },
    { op: 'Sigmoid', name: 'sigmoid', inputs: ['mid'], outputs: ['out'] },
  ];
  const { ir } = await networkOf({
    tensors: [filter],
    functions: [writeFunction('own', 'Block', ['in'], ['out'], body)],
    nodes: [
      conv,
      { op: 'Block', domain: 'own', name: 'block1', inputs: ['a'], outputs: ['b'] },
      { op: 'Block', domain: 'own', name: 'block2', inputs: ['b'], outputs: ['c'] },
    ],
  });
  expect(ir.slice(2).map(summary)).toEqual([
    'block1/relu: activation(first)',
    'block1/sigmoid: activation(block1/relu)',
    'block2/relu: activation(block1/sigmoid)',
    'block2/sigmoid: activation(block2/relu)',
  ]);
});

test('a function that calls itself is refused', async () => {
  const body = [{ op: 'Block', domain: 'own', name: 'again', inputs: ['in'], outputs: ['out'] }];
  const file = writeModel({
    functions: [writeFunction('own', 'Block', ['in'], ['out'], body)],
    nodes: [{ op: 'Block', domain: 'own', name: 'block', inputs: ['x'], outputs: ['b'] }],
  });
  expect(await load(file)).toMatchObject({ ok: false, problem: { code: 'network-format' } });
});

describe('tensors', () => {
  const bytes = (array: Float32Array | Float64Array | Uint16Array | Int8Array) =>
    new Uint8Array(array.buffer);
  const values = [1, -2, 0.5, 3];
  const asFilter = (type: number, data: Uint8Array) =>
    writeRawTensor('w', [4, 1, 1, 1], type, data);
  const floatsOneByOne = join(...values.map((value) => float(4, value)));
  const halves = [0x3c00, 0xc000, 0x3800, 0x4200];
  const files: readonly (readonly [string, Uint8Array])[] = [
    ['raw float32', asFilter(1, field(9, bytes(Float32Array.from(values))))],
    ['float_data', asFilter(1, field(4, bytes(Float32Array.from(values))))],
    ['float_data one by one', asFilter(1, floatsOneByOne)],
    ['raw double', asFilter(11, field(9, bytes(Float64Array.from(values))))],
    ['double_data', asFilter(11, field(10, bytes(Float64Array.from(values))))],
    ['raw float16', asFilter(10, field(9, bytes(Uint16Array.from(halves))))],
    ['float16 in int32_data', asFilter(10, field(5, halves))],
    [
      'raw bfloat16',
      asFilter(16, field(9, bytes(Uint16Array.from([0x3f80, 0xc000, 0x3f00, 0x4040])))),
    ],
  ];
  const grey = { x: [1, 1, 8, 8] };

  test.each(files)('%s', async (_, tensor) => {
    const { ir } = await networkOf({ inputs: grey, tensors: [tensor], nodes: [conv] });
    expect([...(ir[1] as ConvOperation & IrNode).filter.load()]).toEqual(values);
  });

  test('of 8 bits with a scale for each output', async () => {
    const { ir } = await networkOf({
      inputs: grey,
      tensors: [
        asFilter(3, field(9, bytes(Int8Array.from([1, -2, 3, -4])))),
        writeTensor('scale', [4], Float32Array.of(1, 2, 3, 0.5)),
        writeRawTensor('zero', [4], 3, field(9, bytes(Int8Array.from([0, 1, 0, 0])))),
      ],
      nodes: [
        {
          op: 'DequantizeLinear',
          inputs: ['w', 'scale', 'zero'],
          outputs: ['v'],
          attributes: { axis: 0 },
        },
        { op: 'Conv', name: 'first', inputs: ['x', 'v'], outputs: ['a'] },
      ],
    });
    expect([...(ir[1] as ConvOperation & IrNode).filter.load()]).toEqual([1, -6, 9, -2]);
  });

  test('in a file beside it', async () => {
    const data = new Uint8Array(8 + 16);
    data.set(bytes(Float32Array.from(values)), 8);
    const tensor = asFilter(1, external({ location: 'net.data', offset: '8', length: '16' }));
    const file = writeModel({ inputs: grey, tensors: [tensor], nodes: [conv] });
    const loaded = await load(file, { 'net.data': data });
    if (!loaded.ok) throw new Error(loaded.problem.message);
    expect([...(loaded.value.ir[1] as ConvOperation & IrNode).filter.load()]).toEqual(values);
    expect(await load(file)).toMatchObject({ ok: false, problem: { code: 'network-file' } });
  });

  test.each(['../net.data', '/etc/passwd', 'a/../../b', 'C:\\b', 'file:///b'])(
    'not at %s',
    async (location) => {
      const tensor = asFilter(1, external({ location, length: '16' }));
      const file = writeModel({ inputs: grey, tensors: [tensor], nodes: [conv] });
      const files = { [location]: new Uint8Array(16) };
      expect(await load(file, files)).toMatchObject({
        ok: false,
        problem: { code: 'network-elsewhere' },
      });
    },
  );

  test('that is cut off is told, with what reads it', async () => {
    const short = asFilter(1, field(9, new Uint8Array(12)));
    const loaded = await load(writeModel({ inputs: grey, tensors: [short], nodes: [conv] }));
    expect(loaded).toMatchObject({
      ok: false,
      problem: { message: expect.stringMatching(/w that is cut off/) },
    });
  });
});

describe('files that are made to hurt', () => {
  const many = (count: number, op: string, more: readonly string[] = []) =>
    Array.from({ length: count }, (_, at): NodeToWrite => {
      return { op, name: 'n', inputs: [`v${at}`, ...more], outputs: [`v${at + 1}`] };
    });
  const rename = (nodes: NodeToWrite[], first: string): NodeToWrite[] => [
    { op: 'Identity', inputs: [first], outputs: ['v0'] },
    ...nodes,
  ];

  test('ten thousand nodes of one name, one after the other', async () => {
    const { ir } = await networkOf({
      tensors: [filter],
      nodes: [conv, ...rename(many(10_000, 'Relu'), 'a')],
    });
    expect(new Set(ir.map(({ name }) => name)).size).toBe(10_002);
  });

  test('constants of constants without end are told', async () => {
    const { notes } = await networkOf({
      tensors: [
        filter,
        writeTensor('c', [25_000], new Float32Array(25_000)),
        writeTensor('one', [], Float32Array.of(1)),
        writeTensor('same', [1], [-1]),
      ],
      nodes: [
        conv,
        ...rename(
          many(4000, 'Add', ['one']).flatMap((add, at) => {
            const shaped = { op: 'Reshape', inputs: [`s${at}`, 'same'], outputs: add.outputs };
            return [{ ...add, outputs: [`s${at}`] }, shaped];
          }),
          'c',
        ),
        { op: 'Add', name: 'last', inputs: ['a', 'v4000'], outputs: ['z'] },
      ],
    });
    expect(notes?.[0]?.message).toMatch(/without end/);
  });

  test.each<[string, NodeToWrite[], RegExp]>([
    [
      'a constant of a billion numbers',
      [{ op: 'ConstantOfShape', name: 'c', inputs: ['huge'], outputs: ['c'] }],
      /makes 1073741824 numbers/,
    ],
    [
      'a sum of a column and a row',
      [{ op: 'Add', name: 'c', inputs: ['column', 'row'], outputs: ['c'] }],
      /makes 100000000 numbers/,
    ],
    [
      'channels that double forty times',
      rename(
        Array.from({ length: 40 }, (_, at): NodeToWrite => {
          const inputs = [`v${at}`, `v${at}`];
          return {
            op: 'Concat',
            name: 'c',
            inputs,
            outputs: [`v${at + 1}`],
            attributes: { axis: 1 },
          };
        }),
        'a',
      ),
      /larger than any machine/,
    ],
  ])('%s', async (_, nodes, message) => {
    const { notes } = await networkOf({
      tensors: [
        filter,
        writeTensor('huge', [2], [32_768, 32_768]),
        writeTensor('column', [10_000, 1], new Float32Array(10_000)),
        writeTensor('row', [1, 10_000], new Float32Array(10_000)),
      ],
      nodes: [conv, ...nodes, { op: 'Relu', inputs: ['c'], outputs: ['d'] }],
    });
    expect(notes?.map((note) => note.message).join()).toMatch(message);
  });
});

test('a dense layer over a whole picture goes through larger ones', async () => {
  const matrix = Float32Array.from({ length: 4 * 12 }, (_, at) => at);
  const { ir } = await networkOf({
    inputs: { x: [1, 3, 2, 2] },
    tensors: [writeTensor('m', [4, 12], matrix)],
    nodes: [
      { op: 'Flatten', inputs: ['x'], outputs: ['f'] },
      { op: 'Gemm', name: 'dense', inputs: ['f', 'm'], outputs: ['d'], attributes: { transB: 1 } },
    ],
  });
  const dense = ir[1] as ConvOperation & IrNode;
  expect(summary(dense)).toBe('dense: conv(x)');
  expect(dense.filter.shape).toEqual([2, 2, 3, 4]);
  // Of the file, rows are [channel, row, column]: the second colour of the first pixel is the fifth.
  expect([...dense.filter.load().slice(4, 8)]).toEqual([4, 16, 28, 40]);
});

test('a large file is opened and used by a small part of it', async () => {
  const large = new Float32Array(2 ** 23);
  const file = writeModel({
    tensors: [writeTensor('large', [2048, 4096], large), filter],
    nodes: [
      conv,
      { op: 'GlobalAveragePool', inputs: ['a'], outputs: ['p'] },
      { op: 'Flatten', inputs: ['p'], outputs: ['f'] },
      { op: 'Gemm', inputs: ['f', 'large'], outputs: ['d'] },
    ],
  });
  let bytes = 0;
  const read = (begin: number, end: number) => {
    bytes += end - begin;
    return file.subarray(begin, end);
  };
  const source = { open: async () => ok({ size: file.length, read }) };
  const loaded = await loadNetwork(source, { name: 'Net', main: 'net.onnx' });
  if (!loaded.ok) throw new Error(loaded.problem.message);
  (loaded.value.ir[1] as ConvOperation & IrNode).filter.load();
  expect(file.length).toBeGreaterThan(2 ** 25);
  expect(bytes).toBeLessThan(20_000);
});

test('a text, an empty file and half a file are no network', async () => {
  const whole = writeModel({ tensors: [filter], nodes: [conv] });
  for (const file of [
    new TextEncoder().encode('hello'),
    new Uint8Array(),
    whole.slice(0, -20),
    join(whole, number(99, 1)),
  ]) {
    expect(await load(file)).toMatchObject({ ok: false, problem: { code: 'network-format' } });
  }
});
