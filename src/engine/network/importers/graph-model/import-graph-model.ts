import { fail, ok, type Result } from '../../../../common/result.ts';
import type { Imported, Importer, NetworkFile, OpenFile } from '../../sources.ts';
import { Unsupported } from '../../unsupported.ts';
import { asTensor } from '../tensor-graph/arrange.ts';
import { follow, hasLayers } from '../tensor-graph/follow.ts';
import { IrBuilder } from '../tensor-graph/ir-builder.ts';
import { constant, type Tensor } from '../tensor-graph/tensor.ts';
import { readJson } from '../tfjs-files/json.ts';
import { openWeights, type StoredWeight } from '../tfjs-files/open-weights.ts';
import { arithmetic } from './arithmetic.ts';
import type { Translator } from './call.ts';
import { composed } from './compose.ts';
import { inOrder } from './in-order.ts';
import { findPicture, type Picture } from './picture.ts';
import { graphModelSchema } from './schema.ts';
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
  const { modelTopology, weightsManifest, signature } = read.data;
  const weights = await openWeights(weightsManifest, open);
  if (!weights.ok) return weights;
  const nodes = inOrder(modelTopology.node);
  if (!nodes.ok) return nodes;
  const picture = findPicture(modelTopology.node, signature?.inputs);
  if (!picture.ok) return picture;
  const b = new IrBuilder();
  const values = new Map(weights.value.map((weight) => [weight.name, asConstant(weight)]));
  values.set(picture.value.node, begin(b, picture.value));
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

function begin(b: IrBuilder, { node, layout, channels, ...size }: Picture): Tensor {
  b.begin(node);
  return asTensor(b, b.input(channels, size), layout);
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
