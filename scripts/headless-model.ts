import type { LayerJson, ModelJson, PackedModel, PackedWeight } from './packed-model.ts';

const shardBytes = 4 * 1024 * 1024;

/**
 * The files of a TensorFlow.js layers model that ends at `lastLayer`: what lies behind it is left
 * out, weights included. Weights are stored in the order of the layers, which is topological, so
 * that the first layers need only the first shards. The input takes pictures of any size.
 */
export function headlessModel(
  model: PackedModel,
  lastLayer: string,
): ReadonlyMap<string, Uint8Array> {
  const { config } = model.topology.model_config;
  const layers = layersThrough(config.layers, lastLayer);
  const weights = weightsInOrder(model.weights, layers);
  const shards = split(Buffer.concat(weights.map(({ bytes }) => bytes)));
  const paths = shards.map((_, i) => `group1-shard${i + 1}of${shards.length}.bin`);
  const { keras_version, backend } = model.topology;
  const json: ModelJson & { format: string } = {
    format: 'layers-model',
    modelTopology: {
      keras_version,
      backend,
      model_config: {
        class_name: 'Model',
        config: {
          name: config.name,
          layers: layers.map(withAnySize),
          input_layers: config.input_layers,
          output_layers: [[lastLayer, 0, 0]],
        },
      },
    },
    weightsManifest: [{ paths, weights: weights.map(({ spec }) => spec) }],
  };
  return new Map([
    ['model.json', Buffer.from(JSON.stringify(json))],
    ...paths.map((path, i): [string, Uint8Array] => [path, shards[i] ?? new Uint8Array()]),
  ]);
}

function layersThrough(layers: readonly LayerJson[], last: string): readonly LayerJson[] {
  const end = layers.findIndex(({ name }) => name === last);
  if (end < 0) throw new Error(`The model has no layer ${last}.`);
  return layers.slice(0, end + 1);
}

function weightsInOrder(
  weights: readonly PackedWeight[],
  layers: readonly LayerJson[],
): readonly PackedWeight[] {
  return layers.flatMap(({ name }) =>
    weights.filter(({ spec }) => spec.name.startsWith(`${name}/`)),
  );
}

function withAnySize(layer: LayerJson): LayerJson {
  if (layer.class_name !== 'InputLayer') return layer;
  return { ...layer, config: { ...layer.config, batch_input_shape: [null, null, null, 3] } };
}

function split(bytes: Uint8Array): Uint8Array[] {
  const count = Math.ceil(bytes.length / shardBytes);
  return Array.from({ length: count }, (_, i) =>
    bytes.subarray(i * shardBytes, (i + 1) * shardBytes),
  );
}
