import { modelFiles } from './model-files.ts';
import type { LayerJson, PackedWeight } from './packed-model.ts';

/** Numbers as they are stored: IEEE 754 half precision by its bits, or single precision. */
export interface StoredArray {
  readonly shape: readonly number[];
  readonly data: Uint16Array | Float32Array;
}

export type Pair = readonly [vertical: number, horizontal: number];

export interface Window {
  readonly strides: Pair;
  readonly padding: 'same' | 'valid';
}

/**
 * Writes a TensorFlow.js layers model layer by layer. Every method adds one layer that reads layers
 * added before, and gives its name back. Weights keep the precision they come in.
 */
export class ModelBuilder {
  readonly #layers: (LayerJson & { readonly inbound_nodes: unknown })[] = [];
  readonly #weights: PackedWeight[] = [];

  /** A picture of any size, [1, height, width, 3]. */
  input(name: string): string {
    const config = { batch_input_shape: [null, null, null, 3], dtype: 'float32', sparse: false };
    return this.#add('InputLayer', name, [], config);
  }

  /** @param filter [kernel height, kernel width, input channels, output channels] */
  conv(name: string, input: string, filter: StoredArray, bias: StoredArray, window: Window) {
    this.#weight(`${name}/kernel`, filter);
    this.#weight(`${name}/bias`, bias);
    return this.#add('Conv2D', name, [input], {
      filters: filter.shape[3],
      ...windowConfig(filter, window),
    });
  }

  /** @param filter [kernel height, kernel width, channels, 1] */
  depthwise(name: string, input: string, filter: StoredArray, bias: StoredArray, window: Window) {
    this.#weight(`${name}/depthwise_kernel`, filter);
    this.#weight(`${name}/bias`, bias);
    return this.#add('DepthwiseConv2D', name, [input], {
      ...windowConfig(filter, window),
      depth_multiplier: 1,
    });
  }

  relu6(name: string, input: string): string {
    return this.#add('ReLU', name, [input], { max_value: 6, negative_slope: 0, threshold: 0 });
  }

  leakyRelu(name: string, input: string, alpha: number): string {
    return this.#add('LeakyReLU', name, [input], { alpha });
  }

  zeroPad(name: string, input: string, padding: readonly [rows: Pair, columns: Pair]): string {
    return this.#add('ZeroPadding2D', name, [input], { padding, data_format: 'channels_last' });
  }

  maxPool(name: string, input: string, size: Pair, { strides, padding }: Window): string {
    const config = { pool_size: size, strides, padding, data_format: 'channels_last' };
    return this.#add('MaxPooling2D', name, [input], config);
  }

  add(name: string, inputs: readonly string[]): string {
    return this.#add('Add', name, inputs, {});
  }

  concatenate(name: string, inputs: readonly string[]): string {
    return this.#add('Concatenate', name, inputs, { axis: 3 });
  }

  /** The model's files, by name. It ends at `outputLayer`. */
  files(name: string, outputLayer: string): ReadonlyMap<string, Uint8Array> {
    const [input] = this.#layers;
    return modelFiles({
      name,
      layers: this.#layers,
      inputLayers: [[input?.name, 0, 0]],
      outputLayer,
      weights: this.#weights,
      kerasVersion: '2.4.0',
      backend: 'tensorflow',
    });
  }

  #add(className: string, name: string, inputs: readonly string[], config: object): string {
    this.#layers.push({
      name,
      class_name: className,
      config: { name, trainable: false, ...config },
      inbound_nodes: inputs.length > 0 ? [inputs.map((input) => [input, 0, 0, {}])] : [],
    });
    return name;
  }

  #weight(name: string, { shape, data }: StoredArray): void {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const isHalf = data instanceof Uint16Array;
    const spec = {
      name,
      shape,
      dtype: 'float32',
      ...(isHalf && { quantization: { dtype: 'float16' } }),
    };
    this.#weights.push({ spec, bytes });
  }
}

function windowConfig(filter: StoredArray, { strides, padding }: Window) {
  return {
    kernel_size: filter.shape.slice(0, 2),
    strides,
    padding,
    data_format: 'channels_last',
    dilation_rate: [1, 1],
    activation: 'linear',
    use_bias: true,
  };
}
