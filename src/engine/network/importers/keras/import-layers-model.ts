import { fail, ok, type Result } from '../../../../common/result.ts';
import type { Ir, IrNode } from '../../ir.ts';
import type { Importer } from '../../sources.ts';
import { translators } from './layers.ts';
import { Unsupported } from './read-config.ts';
import {
  type InputReference,
  type KerasLayer,
  type KerasModel,
  parseKerasModel,
} from './topology.ts';
import { openWeights, type WeightStore } from './weight-store.ts';

/** Imports a TF.js layers model (Keras 2 or 3): model.json and the shards that it lists. */
export const importLayersModel: Importer = async (read) => {
  const file = await read('model.json');
  if (!file.ok) return file;
  const json = parseJson(file.value);
  if (!json.ok) return json;
  const model = parseKerasModel(json.value);
  if (!model.ok) return model;
  const paths = model.value.manifest.flatMap((group) => group.paths);
  const shards = new Map<string, Uint8Array>();
  const reads = paths.map(async (path) => [path, await read(path)] as const);
  for (const [path, shard] of await Promise.all(reads)) {
    if (!shard.ok) return shard;
    shards.set(path, shard.value);
  }
  const weights = openWeights(model.value.manifest, shards);
  return weights.ok ? translateLayers(model.value, weights.value) : weights;
};

function parseJson(bytes: Uint8Array): Result<unknown> {
  try {
    return ok(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return fail({
      code: 'network-format',
      message: 'model.json is not valid JSON. Choose the model.json of a TF.js layers model.',
    });
  }
}

/** Translates the layers of a Keras model, in the order in which they can run. */
function translateLayers(model: KerasModel, weights: WeightStore): Result<Ir> {
  const nodes: IrNode[] = [];
  /** Layers that are only passed through (dropout) stand for the value they read. */
  const standsFor = new Map<string, string>();
  for (const { layer, call, inputs } of inRunningOrder(model.layers)) {
    const name = valueName({ layer: layer.name, call });
    const read = inputs.map(valueName).map((input) => standsFor.get(input) ?? input);
    const translate = translators[layer.className];
    if (!translate) return refuse(layer, 'is of a class that is not supported');
    try {
      const made = translate({
        layer: layer.name,
        name,
        inputs: read,
        config: layer.config,
        weights,
      });
      nodes.push(...made);
      if (made.length === 0) standsFor.set(name, read[0] ?? name);
    } catch (error) {
      if (error instanceof Unsupported) return refuse(layer, error.message);
      throw error;
    }
  }
  if (nodes.filter(({ op }) => op === 'input').length !== 1) {
    return fail({
      code: 'network-inputs',
      message: 'The network must have one input that takes a picture.',
    });
  }
  return ok(nodes);
}

function refuse({ name, className }: KerasLayer, why: string) {
  return fail({
    code: 'network-unsupported',
    message: `The layer ${name} (${className}) ${why}. Choose a network without it, or cut it off before that layer.`,
  });
}

/** A layer that is called more than once gives a value per call. */
function valueName({ layer, call }: InputReference): string {
  return call === 0 ? layer : `${layer}:${call}`;
}

interface Step {
  readonly layer: KerasLayer;
  readonly call: number;
  readonly inputs: readonly InputReference[];
}

/** Model files list layers in any order (shared layers cannot be otherwise). */
function inRunningOrder(layers: readonly KerasLayer[]): readonly Step[] {
  let waiting = layers.flatMap((layer): Step[] =>
    layer.calls.length === 0
      ? [{ layer, call: 0, inputs: [] }]
      : layer.calls.map((inputs, call) => ({ layer, call, inputs })),
  );
  const ready = new Set<string>();
  const ordered: Step[] = [];
  while (waiting.length > 0) {
    const later: Step[] = [];
    for (const step of waiting) {
      if (step.inputs.every((input) => ready.has(valueName(input)))) {
        ready.add(valueName({ layer: step.layer.name, call: step.call }));
        ordered.push(step);
      } else later.push(step);
    }
    // Steps that wait for a layer that is not there can never run; nothing else needs them.
    if (later.length === waiting.length) break;
    waiting = later;
  }
  return ordered;
}
