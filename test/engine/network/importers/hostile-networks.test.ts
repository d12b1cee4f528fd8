import { describe, expect, test } from 'vitest';
import { loadNetwork } from '../../../../src/engine/network/importers/load-network.ts';
import { memorySource } from '../memory-source.ts';
import { filesOfModel, type SmallNetwork, smallNetwork } from './small-network.ts';

/** Whatever stands in a model.json, it is either a network that can run or a problem in a sentence. */
const description = { name: 'Test network', range: { scale: 1, offset: 0 } };

function load(model: unknown, checksums?: Record<string, string>) {
  return loadNetwork(memorySource(filesOfModel(model)), {
    ...description,
    ...(checksums && { checksums }),
  });
}

async function problemOf(model: unknown) {
  const loaded = await load(model);
  if (!loaded.ok) return loaded.problem;
  // Layers before the one that cannot be read are there all the same.
  const [note] = loaded.value.notes ?? [];
  if (!note) throw new Error('It loaded.');
  return note;
}

test('the good network loads', async () => {
  expect((await load(smallNetwork())).ok).toBe(true);
  const pool = { class_name: 'MaxPooling2D', config: { pool_size: [2, 2], strides: null } };
  expect((await load(smallNetwork({ last: pool }))).ok).toBe(true);
});

describe('the manifest', () => {
  const [group] = smallNetwork().weightsManifest;
  const first = (change: object) => [
    { ...group, weights: [{ ...group.weights[0], ...change }, ...group.weights.slice(1)] },
  ];
  test.each<[string, unknown]>([
    ['weightsManifest', null],
    ['weightsManifest', 'w.bin'],
    ['weightsManifest', undefined],
    ['weightsManifest[0]', [null]],
    ['weightsManifest[0].paths', [{ ...group, paths: 'w.bin' }]],
    ['weightsManifest[0].paths[0]', [{ ...group, paths: [7] }]],
    ['weightsManifest[0].weights', [{ paths: ['w.bin'] }]],
    ['weightsManifest[0].weights[0]', [{ ...group, weights: [null] }]],
    ['weightsManifest[0].weights[0].name', first({ name: undefined })],
    ['weightsManifest[0].weights[0].shape', first({ shape: null })],
    ['weightsManifest[0].weights[0].shape[1]', first({ shape: [3, -3, -3, 4] })],
    ['weightsManifest[0].weights[0].shape[0]', first({ shape: [0.5, 3, 3, 4] })],
    ['weightsManifest[0].weights[0].dtype', first({ dtype: 4 })],
    [
      'weightsManifest[0].weights[0].quantization.scale',
      first({ quantization: { dtype: 'uint8', scale: 'x' } }),
    ],
  ])('%s', async (place, weightsManifest) => {
    const problem = await problemOf({ ...smallNetwork(), weightsManifest });
    expect(problem.code).toBe('network-format');
    expect(problem.message).toContain(`${place} `);
  });

  test.each<[object, RegExp]>([
    [{ shape: [2 ** 40, 2 ** 40, 3, 4] }, /ends too early/],
    [{ shape: [3, 3, 3, 5] }, /ends too early/],
    [{ dtype: 'constructor' }, /type constructor/],
    [{ dtype: '__proto__' }, /type __proto__/],
  ])('a weight of %j', async (change, words) => {
    const problem = await problemOf({ ...smallNetwork(), weightsManifest: first(change) });
    expect(problem).toMatchObject({
      code: 'network-weights',
      message: expect.stringMatching(words),
    });
  });

  test('two weights of one name are no weight of a layer, and no matter to the others', async () => {
    const twice = smallNetwork();
    twice.weightsManifest[0].weights[3].name = 'other/scope/c1/bias';
    expect((await problemOf(twice)).message).toMatch(/^The layer c1 .* two weights "bias"/);
    const unused = smallNetwork({ second: { use_bias: false } });
    unused.weightsManifest[0].weights[1].name = 'a/unused/x';
    unused.weightsManifest[0].weights[3].name = 'b/unused/x';
    unused.modelTopology.model_config.config.layers[1].config = {
      ...unused.modelTopology.model_config.config.layers[1].config,
      use_bias: false,
    };
    expect((await load(unused)).ok).toBe(true);
  });

  test('a shard that is listed twice', async () => {
    const twice = [{ ...group, paths: ['w.bin', 'w.bin'] }];
    expect((await problemOf({ ...smallNetwork(), weightsManifest: twice })).code).toBe(
      'network-weights',
    );
  });
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', ''])(
  'a layer of the class "%s" is of no class',
  async (name) => {
    const { code } = await problemOf(smallNetwork({ last: { class_name: name } }));
    expect(code).toMatch(/^network-(unsupported|format)$/);
  },
);

test('a shard may be called constructor: sums are looked up among those that are given', async () => {
  const model = smallNetwork();
  model.weightsManifest[0].paths = ['constructor'];
  const files = filesOfModel(model);
  files.set('constructor', files.get('w.bin') as Uint8Array);
  const loaded = await loadNetwork(memorySource(files), { ...description, checksums: {} });
  expect(loaded.ok).toBe(true);
});

describe('geometry', () => {
  const wrongNumbers = [0, -2, 0.5, '2', 1e9, [2, -1], [1, 2, 3], {}, true];
  const settings: readonly (readonly [string, string, (value: unknown) => SmallNetwork])[] = [
    ['strides', 'c2', (strides) => ({ second: { strides } })],
    ['dilation_rate', 'c2', (dilation_rate) => ({ second: { dilation_rate } })],
    ['kernel_size', 'c2', (kernel_size) => ({ second: { kernel_size } })],
    [
      'pool_size',
      'last',
      (pool_size) => ({ last: { class_name: 'MaxPooling2D', config: { pool_size } } }),
    ],
    [
      'strides',
      'last',
      (strides) => ({ last: { class_name: 'AveragePooling2D', config: { strides } } }),
    ],
    ['size', 'last', (size) => ({ last: { class_name: 'UpSampling2D', config: { size } } })],
  ];
  const cases = settings.flatMap(([key, layer, make]) =>
    wrongNumbers.map((value) => [key, value, layer, make] as const),
  );
  test.each(cases)('%s of %j', async (key, value, layer, make) => {
    const problem = await problemOf(smallNetwork(make(value)));
    expect(problem.code).toBe('network-unsupported');
    expect(problem.message).toMatch(
      new RegExp(`^The layer ${layer} .* as ${key}, which should be `),
    );
  });

  test.each([
    -5,
    0.5,
    '1',
    [1, -1],
    [
      [1, 2],
      [0, -3],
    ],
    1e9,
    null,
  ])('margins of %j', async (margins) => {
    for (const [class_name, key] of [
      ['ZeroPadding2D', 'padding'],
      ['Cropping2D', 'cropping'],
    ] as const) {
      const last = { class_name, config: { [key]: margins } };
      expect((await problemOf(smallNetwork({ last }))).code).toBe('network-unsupported');
    }
  });

  test.each(['Add', 'Multiply', 'Concatenate'])('%s of values of two sizes', async (class_name) => {
    const broken = smallNetwork({
      second: { strides: [2, 2] },
      last: { class_name },
      reads: ['c1', 'c2'],
    });
    expect(await problemOf(broken)).toMatchObject({
      code: 'network-geometry',
      message: expect.stringMatching(/^The layer last .*224 x 224 with 4 channels and 112 x 112/),
    });
  });

  test.each(['Add', 'Multiply'])('%s of values with unlike channels', async (class_name) => {
    const broken = smallNetwork({ last: { class_name }, reads: ['in', 'c2'] });
    expect((await problemOf(broken)).code).toBe('network-geometry');
  });

  test('kernels that do not fit what they read, and biases that do not fit their kernel', async () => {
    const kernel = smallNetwork();
    kernel.weightsManifest[0].weights[2].shape = [3, 3, 2, 8];
    kernel.weightsManifest[0].weights[3] = { name: 'c2/bias', shape: [4], dtype: 'float32' };
    expect((await problemOf(kernel)).message).toMatch(/4 numbers in "bias" for 8 channels/);
    const inputs = smallNetwork({ second: { use_bias: false } });
    inputs.weightsManifest[0].weights[2].shape = [3, 3, 2, 8];
    expect((await problemOf(inputs)).code).toBe('network-geometry');
  });

  test('upsampling upon upsampling is refused before anything is allocated', async () => {
    const model = smallNetwork();
    const { layers } = model.modelTopology.model_config.config;
    let before = 'c2';
    for (let i = 0; i < 30; i++) {
      const name = `up${i}`;
      const config = { size: [1024, 1024] };
      layers.push({ class_name: 'UpSampling2D', name, config, inbound_nodes: [[[before, 0, 0]]] });
      before = name;
    }
    expect((await problemOf(model)).message).toMatch(/^The layer up0 .*no memory/);
  });

  test.each([undefined, null, [null, null, null], [null, 0, 8, 3], [null, null, null, 4], '3'])(
    'an input of %j',
    async (shape) => {
      const model = smallNetwork();
      const [input] = model.modelTopology.model_config.config.layers;
      input.config = { batch_input_shape: shape };
      expect((await problemOf(model)).message).toMatch(
        /^The layer in .* as batch_input_shape, which should be a batch of pictures/,
      );
    },
  );

  test('a layer that reads nothing, and one that reads what is not there', async () => {
    const nothing = smallNetwork();
    nothing.modelTopology.model_config.config.layers[2].inbound_nodes = [];
    expect((await problemOf(nothing)).message).toMatch(/^The layer c2 \(Conv2D\) reads no layer/);
    const elsewhere = smallNetwork({ last: { class_name: 'ReLU' }, reads: ['nowhere'] });
    const loaded = await load(elsewhere);
    expect(loaded.ok && loaded.value.ir.map(({ name }) => name)).toEqual(['in', 'c1', 'c2']);
  });
});
