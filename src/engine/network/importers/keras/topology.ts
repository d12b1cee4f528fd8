import { ok, type Result } from '../../../../common/result.ts';
import { manifestSchema, type WeightManifest } from '../tfjs-files/manifest.ts';
import type { KerasVersion } from './layer-call.ts';
import { type LayerJson, modelSchema, readPart, refuseFormat } from './schema.ts';

/** One layer of a Keras model as its JSON describes it. */
export interface KerasLayer {
  readonly name: string;
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Layers it reads, one list per call of the layer. */
  readonly calls: readonly (readonly InputReference[])[];
  /** What it consists of, if it is a model itself. */
  readonly inside?: Layers;
}

/** The layers of a model, and those of them that it gets its inputs from and gives its outputs by. */
export interface Layers {
  readonly layers: readonly KerasLayer[];
  readonly inputs: readonly string[];
  readonly outputs: readonly InputReference[];
}

export interface InputReference {
  readonly layer: string;
  /** Which call of that layer. */
  readonly call: number;
  /** Which of the values that the call gives: a model inside may give several. */
  readonly tensor: number;
}

export interface KerasModel {
  readonly keras: KerasVersion;
  readonly model: Layers;
  readonly manifest: WeightManifest;
}

/** Models within models within models: far above any in use. */
const deepest = 16;
const models = new Set(['Sequential', 'Functional', 'Model']);

/** Reads the model.json of a TF.js layers model (Keras 2 or 3, functional or sequential). */
export function parseKerasModel(json: unknown): Result<KerasModel> {
  const file = record(json);
  const manifest = readPart(manifestSchema, file.weightsManifest, 'weightsManifest');
  if (!manifest.ok) return manifest;
  const topology = record(file.modelTopology);
  const model = parseModel(topology.model_config ?? topology);
  if (!model.ok) return model;
  return ok({
    keras: kerasVersion(topology.keras_version),
    model: model.value,
    manifest: manifest.value,
  });
}

/** Which Keras has written a file, by what it says, such as "3.5.0". */
export function kerasVersion(said: unknown): KerasVersion {
  return typeof said === 'string' && said.startsWith('3') ? 3 : 2;
}

/** Reads what Keras calls the config of a model. Problem: `network-format`. */
export function parseModel(json: unknown): Result<Layers> {
  const { class_name: className, config } = record(json);
  if (typeof className !== 'string' || !models.has(className)) {
    return refuseFormat('it describes no model, Sequential or Functional.');
  }
  return readLayers(className, config, 'the config of the model', deepest);
}

function readLayers(className: string, config: unknown, at: string, depth: number): Result<Layers> {
  if (depth === 0) return refuseFormat('it has models within models without end.');
  // Old sequential models have their layers as the config.
  const read = readPart(modelSchema, Array.isArray(config) ? { layers: config } : config, at);
  if (!read.ok) return read;
  const layers: KerasLayer[] = [];
  for (const item of read.value.layers) {
    const layer = readLayer(item, depth);
    if (!layer.ok) return layer;
    layers.push(layer.value);
  }
  if (className === 'Sequential') return ok(chain(layers));
  const listed = findReferences(read.value.input_layers).map(({ layer }) => layer);
  const own = layers.flatMap((layer) => (layer.className === 'InputLayer' ? layer.name : []));
  const inputs = listed.length > 0 ? listed : own;
  return ok({ layers, inputs, outputs: findReferences(read.value.output_layers) });
}

function readLayer(item: LayerJson, depth: number): Result<KerasLayer> {
  const { class_name: className, config = {}, inbound_nodes: nodes } = item;
  const name = item.name ?? config.name;
  if (typeof name !== 'string')
    return refuseFormat(`a layer of the class ${className} has no name.`);
  const layer = {
    name,
    className,
    config,
    calls: (nodes ?? []).map((node) => findReferences(node)),
  };
  if (!models.has(className)) return ok(layer);
  const inside = readLayers(className, config, `the config of ${name}`, depth - 1);
  return inside.ok ? ok({ ...layer, inside: inside.value }) : inside;
}

/**
 * Keras 2 writes ["layer", call, tensor, {}], Keras 3 {keras_history: ["layer", call, tensor]}.
 * @param depth how far below a reference may lie; what lies deeper is none.
 */
function findReferences(node: unknown, depth = 12): readonly InputReference[] {
  if (typeof node !== 'object' || node === null || depth === 0) return [];
  if (Array.isArray(node)) {
    const [layer, call, tensor = 0] = node;
    if (typeof layer === 'string' && isIndex(call)) {
      return [{ layer, call, tensor: isIndex(tensor) ? tensor : 0 }];
    }
  }
  return Object.values(node).flatMap((part) => findReferences(part, depth - 1));
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** A sequential model: each layer reads the one before; the input layer may be only implied. */
function chain(layers: readonly KerasLayer[]): Layers {
  const [first] = layers;
  const input: KerasLayer = {
    name: 'input',
    className: 'InputLayer',
    config: { batch_input_shape: first && inputShapeOf(first) },
    calls: [],
  };
  const whole = first?.className === 'InputLayer' ? layers : [input, ...layers];
  const chained = whole.map((layer, i) => {
    const before = whole[i - 1];
    return { ...layer, calls: before ? [[{ layer: before.name, call: 0, tensor: 0 }]] : [] };
  });
  const lastName = chained.at(-1)?.name ?? '';
  return {
    layers: chained,
    inputs: chained.slice(0, 1).map(({ name }) => name),
    outputs: [{ layer: lastName, call: 0, tensor: 0 }],
  };
}

/** What a layer says that it takes, or the first layer inside it. */
function inputShapeOf({ config, inside }: KerasLayer): unknown {
  const own = config.batch_input_shape ?? config.batch_shape;
  const [first] = inside?.layers ?? [];
  return own ?? (first && inputShapeOf(first));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
