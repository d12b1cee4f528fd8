import { createRequire } from 'node:module';
import { resolve } from 'node:path';

/** The parts of a Keras model in TensorFlow.js's JSON that unpacking reads. */
export interface ModelJson {
  readonly modelTopology: {
    readonly keras_version: string;
    readonly backend: string;
    readonly model_config: { readonly class_name: string; readonly config: ModelConfig };
  };
  readonly weightsManifest: readonly WeightGroup[];
}

export interface ModelConfig {
  readonly name: string;
  readonly layers: readonly LayerJson[];
  readonly input_layers: readonly unknown[];
  readonly output_layers: readonly unknown[];
}

export interface LayerJson {
  readonly name: string;
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

interface WeightGroup {
  readonly paths: readonly string[];
  readonly weights: readonly WeightSpec[];
}

/** Shape and encoding of one weight. `name` is `<layer>/<weight>`. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string };
}

/** A weight with its bytes as they are stored. */
export interface PackedWeight {
  readonly spec: WeightSpec;
  readonly bytes: Uint8Array;
}

export interface PackedModel {
  readonly topology: ModelJson['modelTopology'];
  readonly weights: readonly PackedWeight[];
}

const require = createRequire(import.meta.url);

/**
 * Reads a model that is packed as CommonJS modules, as nsfwjs ships it: `model.min.js` exports the
 * model's JSON, and one module per shard exports its bytes as a base64 string.
 * @param source a folder in node_modules
 */
export function readPackedModel(source: string): PackedModel {
  // By path: the package's `exports` hide these files.
  const load = (file: string) => require(resolve('node_modules', source, `${file}.min.js`));
  const { modelTopology, weightsManifest } = load('model') as ModelJson;
  const weights = weightsManifest.flatMap(({ paths, weights }) => {
    const shards = paths.map((path) => Buffer.from(load(path) as string, 'base64'));
    return splitWeights(weights, Buffer.concat(shards));
  });
  return { topology: modelTopology, weights };
}

function splitWeights(specs: readonly WeightSpec[], bytes: Uint8Array): PackedWeight[] {
  let offset = 0;
  const weights = specs.map((spec) => {
    if (spec.quantization?.dtype !== 'uint8') throw new Error(`${spec.name} is not uint8`);
    const start = offset;
    offset += spec.shape.reduce((product, side) => product * side, 1);
    return { spec, bytes: bytes.subarray(start, offset) };
  });
  if (offset !== bytes.length) {
    throw new Error(`The shards hold ${bytes.length} bytes, the manifest describes ${offset}.`);
  }
  return weights;
}
