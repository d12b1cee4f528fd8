/**
 * A small good network as the parts of its model.json, of which tests break one at a time: two
 * convolutions of 3x3, and a layer `last` that reads `reads`.
 */
export interface SmallNetwork {
  readonly last?: { readonly class_name: unknown; readonly config?: object };
  /** What the last layer reads: the second convolution by default. */
  readonly reads?: readonly string[];
  /** Settings of the second convolution. */
  readonly second?: object;
}

const convolution = {
  filters: 4,
  kernel_size: [3, 3],
  strides: [1, 1],
  padding: 'same',
  activation: 'relu',
  use_bias: true,
  dilation_rate: [1, 1],
  data_format: 'channels_last',
};

const reading = (...names: readonly string[]) => [names.map((name) => [name, 0, 0, {}])];

// biome-ignore lint/suspicious/noExplicitAny: tests break every part of it.
export function smallNetwork({ last, reads = ['c2'], second = {} }: SmallNetwork = {}): any {
  const layers: object[] = [
    {
      class_name: 'InputLayer',
      name: 'in',
      config: { batch_input_shape: [null, null, null, 3] },
      inbound_nodes: [],
    },
    { class_name: 'Conv2D', name: 'c1', config: convolution, inbound_nodes: reading('in') },
    {
      class_name: 'Conv2D',
      name: 'c2',
      config: { ...convolution, ...second },
      inbound_nodes: reading('c1'),
    },
  ];
  if (last) layers.push({ config: {}, ...last, name: 'last', inbound_nodes: reading(...reads) });
  return {
    format: 'layers-model',
    modelTopology: {
      model_config: {
        class_name: 'Functional',
        config: { layers, input_layers: [['in', 0, 0]], output_layers: [['c2', 0, 0]] },
      },
    },
    weightsManifest: [
      {
        paths: ['w.bin'],
        weights: [
          { name: 'c1/kernel', shape: [3, 3, 3, 4], dtype: 'float32' },
          { name: 'c1/bias', shape: [4], dtype: 'float32' },
          { name: 'c2/kernel', shape: [3, 3, 4, 4], dtype: 'float32' },
          { name: 'c2/bias', shape: [4], dtype: 'float32' },
        ],
      },
    ],
  };
}

/** Its files; the weights are as many bytes as the good network has. */
export function filesOfModel(model: unknown): Map<string, Uint8Array> {
  return new Map([
    ['model.json', new TextEncoder().encode(JSON.stringify(model))],
    ['w.bin', new Uint8Array(new Float32Array(260).fill(0.01).buffer)],
  ]);
}
