import { modelFiles } from './model-files.ts';
import type { LayerJson, PackedModel, PackedWeight } from './packed-model.ts';

/**
 * The files of a TensorFlow.js layers model that ends at `lastLayer`: what lies behind it is left
 * out, weights included. Weights are stored in the order of the layers, which is topological, so
 * that the first layers need only the first shards. The input takes pictures of any size.
 */
export function headlessModel(
  model: PackedModel,
  lastLayer: string,
): ReadonlyMap<string, Uint8Array> {
  const { keras_version, backend, model_config } = model.topology;
  const { name, input_layers, layers: all } = model_config.config;
  const layers = layersThrough(all, lastLayer);
  return modelFiles({
    name,
    layers: layers.map(withAnySize),
    inputLayers: input_layers,
    outputLayer: lastLayer,
    weights: weightsInOrder(model.weights, layers),
    kerasVersion: keras_version,
    backend,
  });
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
