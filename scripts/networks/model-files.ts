import type { LayerJson, ModelConfig, ModelJson, PackedWeight } from './packed-model.ts';

const shardBytes = 4 * 1024 * 1024;

/** A TensorFlow.js layers model: layers in an order in which they can run, weights in their order. */
export interface LayersModel {
  readonly name: string;
  readonly layers: readonly LayerJson[];
  readonly inputLayers: ModelConfig['input_layers'];
  readonly outputLayer: string;
  readonly weights: readonly PackedWeight[];
  readonly kerasVersion: string;
  readonly backend: string;
}

/** model.json and the shards, by name. The first layers need only the first shards. */
export function modelFiles(model: LayersModel): ReadonlyMap<string, Uint8Array> {
  const shards = split(Buffer.concat(model.weights.map(({ bytes }) => bytes)));
  const paths = shards.map((_, i) => `group1-shard${i + 1}of${shards.length}.bin`);
  const json: ModelJson & { format: string } = {
    format: 'layers-model',
    modelTopology: {
      keras_version: model.kerasVersion,
      backend: model.backend,
      model_config: {
        class_name: 'Model',
        config: {
          name: model.name,
          layers: model.layers,
          input_layers: model.inputLayers,
          output_layers: [[model.outputLayer, 0, 0]],
        },
      },
    },
    weightsManifest: [{ paths, weights: model.weights.map(({ spec }) => spec) }],
  };
  return new Map([
    ['model.json', Buffer.from(JSON.stringify(json))],
    ...paths.map((path, i): [string, Uint8Array] => [path, shards[i] ?? new Uint8Array()]),
  ]);
}

function split(bytes: Uint8Array): Uint8Array[] {
  const count = Math.ceil(bytes.length / shardBytes);
  return Array.from({ length: count }, (_, i) =>
    bytes.subarray(i * shardBytes, (i + 1) * shardBytes),
  );
}
