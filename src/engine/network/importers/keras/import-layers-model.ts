import { fail, ok, type Result } from '../../../../common/result.ts';
import type { Ir, IrNode } from '../../ir.ts';
import {
  type Imported,
  type Importer,
  isJson,
  type NetworkFile,
  type OpenFile,
} from '../../sources.ts';
import { Unsupported } from '../../unsupported.ts';
import { readJson } from '../tfjs-files/json.ts';
import { openWeights } from '../tfjs-files/open-weights.ts';
import { flatten } from './flatten.ts';
import { translators } from './layers.ts';
import { inRunningOrder, type Step, valueName } from './running-order.ts';
import { refuseFormat } from './schema.ts';
import { type KerasLayer, parseKerasModel } from './topology.ts';
import { byLayer, type WeightStore } from './weight-store.ts';

/** A TF.js layers model (Keras 2 or 3): model.json and the shards that it lists. */
export const layersModel: Importer = {
  words: 'the model.json of a TensorFlow.js layers model',
  accepts: isJson,
  toIr,
};

async function toIr(main: NetworkFile, open: OpenFile): Promise<Result<Imported>> {
  const json = readJson(main);
  if (json === undefined) return refuseFormat('it is not valid JSON.');
  const parsed = parseKerasModel(json);
  if (!parsed.ok) return parsed;
  const { model, manifest } = parsed.value;
  const layers = flatten(model);
  if (!layers.ok) return layers;
  const weights = await openWeights(manifest, open);
  if (!weights.ok) return weights;
  const ir = translateLayers(layers.value, byLayer(weights.value));
  return ir.ok ? ok({ ir: ir.value, format: 'TensorFlow.js layers model' }) : ir;
}

/** Translates the layers of a Keras model, in the order in which they can run. */
function translateLayers(layers: readonly KerasLayer[], weights: WeightStore): Result<Ir> {
  const nodes: IrNode[] = [];
  const names = new Set<string>();
  /** Layers that are only passed through (dropout) stand for the value they read. */
  const standsFor = new Map<string, string>();
  for (const step of inRunningOrder(layers)) {
    const { layer, call } = step;
    const name = valueName({ layer: layer.name, call });
    const inputs = step.inputs.map(valueName).map((input) => standsFor.get(input) ?? input);
    const made = translate(step, name, inputs, weights);
    if (!made.ok) return made;
    for (const node of made.value) {
      if (names.size === names.add(node.name).size) return refuse(layer, 'has the name of another');
    }
    nodes.push(...made.value);
    if (made.value.length === 0) standsFor.set(name, inputs[0] ?? name);
  }
  if (nodes.filter(({ op }) => op === 'input').length !== 1) {
    return fail({
      code: 'network-inputs',
      message: 'The network must have one input that takes a picture.',
    });
  }
  return ok(nodes);
}

function translate(
  { layer }: Step,
  name: string,
  inputs: readonly string[],
  weights: WeightStore,
): Result<readonly IrNode[]> {
  const translator = translators.get(layer.className);
  if (!translator) return refuse(layer, 'is of a class that is not supported');
  const wrong = translator.takes(inputs.length);
  if (wrong !== null) return refuse(layer, wrong);
  try {
    return ok(translator.nodes({ layer: layer.name, name, inputs, config: layer.config, weights }));
  } catch (error) {
    if (error instanceof Unsupported) return refuse(layer, error.message);
    throw error;
  }
}

function refuse({ name, className }: KerasLayer, why: string) {
  return fail({
    code: 'network-unsupported',
    message: `The layer ${name} (${className}) ${why}.`,
    remedy: 'Choose a network without it, or cut it off before that layer.',
  });
}
