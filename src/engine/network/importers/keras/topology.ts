import { fail, ok, type Result } from '../../../../common/result.ts';

/** One layer of a Keras model as its JSON describes it. */
export interface KerasLayer {
  readonly name: string;
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Layers it reads, one list per call of the layer. */
  readonly calls: readonly (readonly InputReference[])[];
}

export interface InputReference {
  readonly layer: string;
  /** Which call of that layer. */
  readonly call: number;
}

/** One weight as a TF.js manifest describes it. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: {
    readonly dtype: string;
    readonly scale?: number;
    readonly min?: number;
  };
}

export interface KerasModel {
  readonly layers: readonly KerasLayer[];
  readonly manifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly WeightSpec[];
  }[];
}

/** Reads the model.json of a TF.js layers model (Keras 2 or 3, functional or sequential). */
export function parseKerasModel(json: unknown): Result<KerasModel> {
  const model = record(json);
  const manifest = model.weightsManifest;
  if (model.format === 'graph-model') {
    return refuse(
      'This is a TF.js graph model. Export the network as a layers model (format "tfjs_layers_model").',
    );
  }
  const topology = record(model.modelTopology);
  const config = record(topology.model_config ?? topology);
  if (!Array.isArray(manifest) || typeof config.class_name !== 'string') {
    return refuse(
      'This is not a TF.js layers model: modelTopology and weightsManifest are expected.',
    );
  }
  const layers = listLayers(config);
  if (!layers) return refuse('The model lists no layers.');
  return ok({ layers, manifest: manifest as KerasModel['manifest'] });
}

function refuse(message: string) {
  return fail({ code: 'network-format', message });
}

function listLayers(model: Readonly<Record<string, unknown>>): readonly KerasLayer[] | null {
  const config = model.config;
  const list = Array.isArray(config) ? config : record(config).layers;
  if (!Array.isArray(list) || list.length === 0) return null;
  const layers = list.map((item) => readLayer(record(item)));
  return model.class_name === 'Sequential' ? chain(layers) : layers;
}

function readLayer(item: Readonly<Record<string, unknown>>): KerasLayer {
  const config = record(item.config);
  const nodes = Array.isArray(item.inbound_nodes) ? item.inbound_nodes : [];
  return {
    name: String(item.name ?? config.name ?? ''),
    className: String(item.class_name ?? ''),
    config,
    calls: nodes.map(findReferences),
  };
}

/** Keras 2 writes ["layer", call, tensor, {}], Keras 3 {keras_history: ["layer", call, tensor]}. */
function findReferences(node: unknown): readonly InputReference[] {
  if (Array.isArray(node)) {
    const [layer, call] = node;
    if (typeof layer === 'string' && typeof call === 'number') return [{ layer, call }];
    return node.flatMap(findReferences);
  }
  if (typeof node === 'object' && node !== null) return Object.values(node).flatMap(findReferences);
  return [];
}

/** A sequential model: each layer reads the one before; the input layer may be only implied. */
function chain(layers: readonly KerasLayer[]): readonly KerasLayer[] {
  const [first] = layers;
  const shape = first?.config.batch_input_shape;
  const input: KerasLayer = {
    name: 'input',
    className: 'InputLayer',
    config: { batch_input_shape: shape },
    calls: [],
  };
  const whole = first?.className === 'InputLayer' ? layers : [input, ...layers];
  return whole.map((layer, i) => {
    const before = whole[i - 1];
    return { ...layer, calls: before ? [[{ layer: before.name, call: 0 }]] : [] };
  });
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
