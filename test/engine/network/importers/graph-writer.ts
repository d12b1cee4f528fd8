import type * as tf from '@tensorflow/tfjs';

/** Numbers of a graph model: a constant's shape and what lies in it. */
interface Stored {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

export type Attribute = Readonly<Record<string, unknown>>;

/** Writes graph models as tfjs-converter does: nodes of a GraphDef as JSON, constants in one shard. */
export class GraphWriter {
  readonly #nodes: object[] = [];
  readonly #stored: Stored[] = [];
  readonly #signature: object | undefined;
  #seed = 1;

  /** @param signature what stands beside the graph, if anything. */
  constructor(signature?: object) {
    this.#signature = signature;
  }

  /** @param shape -1 where any size goes. */
  placeholder(name: string, shape: readonly number[]): string {
    return this.node('Placeholder', name, [], {
      dtype: { type: 'DT_FLOAT' },
      shape: { shape: dims(shape) },
    });
  }

  node(op: string, name: string, input: readonly string[], attr: Attribute = {}): string {
    this.#nodes.push({ name, op, ...(input.length > 0 && { input }), attr });
    return name;
  }

  floats(name: string, shape: readonly number[], numbers: Iterable<number>): string {
    return this.#store({ name, shape, data: Float32Array.from(numbers) });
  }

  ints(
    name: string,
    numbers: readonly number[],
    shape: readonly number[] = [numbers.length],
  ): string {
    return this.#store({ name, shape, data: Int32Array.from(numbers) });
  }

  /** About `spread` around `middle`, the same in every run. */
  random(name: string, shape: readonly number[], spread = 0.4, middle = 0): string {
    const count = shape.reduce((product, length) => product * length, 1);
    return this.floats(
      name,
      shape,
      Array.from({ length: count }, () => middle + spread * this.#draw()),
    );
  }

  files(): Map<string, Uint8Array> {
    const model = {
      format: 'graph-model',
      generatedBy: '2.15.0',
      convertedBy: 'TensorFlow.js Converter v4.22.0',
      ...(this.#signature && { signature: this.#signature }),
      ...this.artifacts(),
      weightsManifest: [{ paths: ['group1-shard1of1.bin'], weights: this.#specs() }],
    };
    return new Map([
      ['model.json', new TextEncoder().encode(JSON.stringify(model))],
      ['group1-shard1of1.bin', this.#bytes()],
    ]);
  }

  /** As the library itself loads them. */
  handler(): tf.io.IOHandler {
    const weightData = new Uint8Array(this.#bytes()).buffer;
    return { load: async () => ({ ...this.artifacts(), weightSpecs: this.#specs(), weightData }) };
  }

  artifacts() {
    return { modelTopology: { node: this.#nodes, library: {}, versions: { producer: 1087 } } };
  }

  #specs() {
    return this.#stored.map(({ name, shape, data }) => ({
      name,
      shape: [...shape],
      dtype: isFloat(data) ? ('float32' as const) : ('int32' as const),
    }));
  }

  #bytes(): Uint8Array {
    const parts = this.#stored.map(({ data }) => new Uint8Array(data.buffer));
    return Uint8Array.from(Buffer.concat(parts));
  }

  #store(stored: Stored): string {
    this.#stored.push(stored);
    const dtype = isFloat(stored.data) ? 'DT_FLOAT' : 'DT_INT32';
    return this.node('Const', stored.name, [], {
      dtype: { type: dtype },
      value: { tensor: { dtype, tensorShape: dims(stored.shape) } },
    });
  }

  /** In [-1, 1): Mulberry32. */
  #draw(): number {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  }
}

function isFloat(data: Float32Array | Int32Array): boolean {
  return data instanceof Float32Array;
}

/* Attributes as protobuf's JSON has them. */
export const dims = (shape: readonly number[]) => ({
  dim: shape.map((size) => ({ size: `${size}` })),
});
export const text = (value: string) => ({ s: btoa(value) });
export const texts = (...values: readonly string[]) => ({
  list: { s: values.map((value) => btoa(value)) },
});
export const whole = (value: number) => ({ i: `${value}` });
export const wholes = (...values: readonly number[]) => ({
  list: { i: values.map((value) => `${value}`) },
});
export const float = (value: number) => ({ f: value });
export const flag = (value: boolean) => ({ b: value });
