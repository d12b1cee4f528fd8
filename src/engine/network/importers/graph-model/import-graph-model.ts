import { fail, ok, type Result } from '../../../../common/result.ts';
import type { Imported, Importer, NetworkFile, OpenFile } from '../../sources.ts';
import { Unsupported } from '../../unsupported.ts';
import { asTensor, channelsLast } from '../tensor-graph/arrange.ts';
import { follow, hasLayers } from '../tensor-graph/follow.ts';
import { IrBuilder } from '../tensor-graph/ir-builder.ts';
import { findPicture, type GraphInput, type Picture } from '../tensor-graph/picture.ts';
import { constant, type Tensor } from '../tensor-graph/tensor.ts';
import { readJson } from '../tfjs-files/json.ts';
import { openWeights, type StoredWeight } from '../tfjs-files/open-weights.ts';
import { arithmetic } from './arithmetic.ts';
import type { Translator } from './call.ts';
import { composed } from './compose.ts';
import { inOrder } from './in-order.ts';
import { type GraphModelJson, graphModelSchema, type ShapeJson } from './schema.ts';
import { shapes } from './shapes.ts';
import { weighted } from './weighted.ts';

/** A TF.js graph model: model.json and the shards that it lists. */
export const graphModel: Importer = {
  words: 'the model.json of a TensorFlow.js graph model',
  accepts: isGraphModel,
  toIr,
};

const translators: ReadonlyMap<string, Translator> = new Map([
  ...weighted,
  ...arithmetic,
  ...shapes,
]);

function isGraphModel(main: NetworkFile): boolean {
  const json = readJson(main) as
    | { readonly format?: unknown; readonly modelTopology?: { readonly node?: unknown } | null }
    | undefined;
  return json?.format === 'graph-model' || Array.isArray(json?.modelTopology?.node);
}

async function toIr(main: NetworkFile, open: OpenFile): Promise<Result<Imported>> {
  const read = graphModelSchema.safeParse(readJson(main));
  if (!read.success) return refuseFormat(read.error.issues[0]?.path ?? []);
  const { modelTopology, weightsManifest } = read.data;
  const weights = await openWeights(weightsManifest, open);
  if (!weights.ok) return weights;
  const nodes = inOrder(modelTopology.node);
  if (!nodes.ok) return nodes;
  const format = { words: 'graph model', usual: channelsLast };
  const picture = findPicture(inputsOf(read.data), format);
  if (!picture.ok) return picture;
  const b = new IrBuilder();
  const values = new Map(weights.value.map((weight) => [weight.name, asConstant(weight)]));
  values.set(picture.value.name, begin(b, picture.value));
  const notes = follow(
    composed(nodes.value, values).filter(({ name }) => !values.has(name)),
    values,
    b,
    ({ operation, json }, inputs) => {
      const translator = translators.get(operation);
      if (!translator) throw new Unsupported('is of an operation that is not supported');
      return translator({ b, node: json, inputs });
    },
  );
  if (hasLayers(b.nodes)) {
    return ok({ ir: b.nodes, notes, format: 'TensorFlow.js graph model' });
  }
  return fail(notes[0] ?? nothing);
}

/** The placeholders. Where one does not say its shape, the signature may. */
function inputsOf({ modelTopology, signature }: GraphModelJson): readonly GraphInput[] {
  const signed = new Map(
    Object.values(signature?.inputs ?? {}).map(({ name = '', tensorShape }) => [
      name.replace(/:0$/, ''),
      dimsOf(tensorShape),
    ]),
  );
  return modelTopology.node
    .filter(({ op }) => op === 'Placeholder')
    .map(({ name, attr }) => ({
      name,
      dims: dimsOf(attr?.shape?.shape) ?? signed.get(name) ?? null,
    }));
}

function dimsOf(shape: ShapeJson | undefined): GraphInput['dims'] {
  const dims = shape?.unknownRank ? [] : (shape?.dim ?? []);
  return dims.length > 0 ? dims.map(({ size = -1 }) => (size > 0 ? size : null)) : null;
}

function begin(b: IrBuilder, { name, layout, channels, height, width }: Picture): Tensor {
  b.begin(name);
  return asTensor(b, b.input(channels, { height, width }), layout);
}

function asConstant({ shape, dtype, load }: StoredWeight): Tensor {
  return constant(shape, load, { integer: dtype === 'int32' || dtype === 'bool' });
}

const nothing = {
  code: 'network-format',
  message: 'This graph model has no layer that reads a picture.',
  remedy: 'Choose another network, or export it again.',
};

function refuseFormat(path: readonly PropertyKey[]) {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`));
  return fail({
    code: 'network-format',
    message: `This is not the model.json of a TF.js graph model: ${steps.join('').replace(/^\./, '') || 'it'} is not as it should be.`,
    remedy: 'Choose the model.json of a graph model, or export it again.',
  });
}
