import { fail, ok, type Problem, type Result } from '../../../../common/result.ts';
import type { Imported } from '../../sources.ts';
import { Unsupported } from '../../unsupported.ts';
import { asTensor } from '../tensor-graph/arrange.ts';
import { follow, hasLayers } from '../tensor-graph/follow.ts';
import { IrBuilder } from '../tensor-graph/ir-builder.ts';
import type { GraphInput, Picture } from '../tensor-graph/picture.ts';
import { type Constant, type Tensor, unread } from '../tensor-graph/tensor.ts';
import { arithmetic } from './arithmetic.ts';
import type { Translator } from './call.ts';
import { compose } from './compose.ts';
import { inlined } from './inline.ts';
import { type OnnxModel, type OnnxNode, opsetOf } from './model.ts';
import { normalisations } from './normalisations.ts';
import { shapes } from './shapes.ts';
import { constantOf, type TensorFiles } from './tensor-constant.ts';
import { windows } from './windows.ts';

export const translators: ReadonlyMap<string, Translator> = new Map([
  ...windows,
  ...arithmetic,
  ...normalisations,
  ...shapes,
]);

/** The layers of a model that read the picture. */
export function translateModel(
  model: OnnxModel,
  files: TensorFiles,
  { name, layout, channels, batch, ...size }: Picture,
): Result<Pick<Imported, 'ir' | 'notes'>> {
  const { b, notes } = followModel(model, files, (b) => {
    b.begin(name);
    const picture = asTensor(b, b.input(channels, size, batch), layout);
    return new Map([[name, picture]]);
  });
  const known = new Set([name, ...model.graph.tensors.map((tensor) => tensor.name)]);
  const others = model.graph.inputs.filter((input) => !known.has(input.name)).map(ofInput);
  const all = [...others, ...notes];
  return hasLayers(b.nodes) ? ok({ ir: b.nodes, notes: all }) : fail(all[0] ?? nothing);
}

export interface Followed {
  readonly b: IrBuilder;
  /** By the names that the file gives them. */
  readonly values: ReadonlyMap<string, Tensor>;
  readonly notes: readonly Problem[];
}

/** Everything that can be read of a model. @param begin makes its inputs. */
export function followModel(
  model: OnnxModel,
  files: TensorFiles,
  begin: (b: IrBuilder) => ReadonlyMap<string, Tensor>,
): Followed {
  const b = new IrBuilder();
  const translate = translatorOf(model, files, b);
  const { constants, problems } = openTensors(model, files);
  const nodes = foldConstants(inlined(model), constants, translate);
  const named = [...model.graph.tensors, ...model.graph.inputs].map(({ name }) => name);
  const values = new Map<string, Tensor>([
    ...named.map((name) => [name, unread] as const),
    ...constants,
    ...begin(b),
  ]);
  const composed = compose(nodes, constants, model.graph.outputs);
  const followed = composed.map((node) => ({ ...node, node }));
  const notes = follow(followed, values, b, ({ node }, inputs) => translate(node, inputs));
  return { b, values, notes: [...problems, ...notes] };
}

function openTensors({ graph }: OnnxModel, files: TensorFiles) {
  const constants = new Map<string, Constant>();
  const problems: Problem[] = [];
  for (const tensor of graph.tensors) {
    try {
      constants.set(tensor.name, constantOf(tensor, files));
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      problems.push(ofTensor(tensor.name, error.message));
    }
  }
  return { constants, problems };
}

type Translate = (
  node: OnnxNode,
  inputs: readonly (Tensor | undefined)[],
) => readonly Tensor[] | Tensor;

function translatorOf(model: OnnxModel, files: TensorFiles, b: IrBuilder): Translate {
  const opset = opsetOf(model);
  return (node, inputs) => {
    if (node.domain !== '') throw new Unsupported(`belongs to ${node.domain}, not to ONNX itself`);
    const translator = translators.get(node.operation);
    if (!translator) throw new Unsupported('is of an operation that is not supported');
    return translator({ b, node, inputs, opset, files });
  };
}

/** Computes what follows from constants alone. @returns the nodes that are left. */
function foldConstants(
  nodes: readonly OnnxNode[],
  constants: Map<string, Constant>,
  translate: Translate,
): readonly OnnxNode[] {
  return nodes.filter((node) => {
    const inputs = node.inputs.map((name) => (name === '' ? undefined : constants.get(name)));
    if (node.inputs.some((name, at) => name !== '' && !inputs[at])) return true;
    const given = folded(node, inputs, translate);
    node.outputs.forEach((name, at) => {
      const output = given[at];
      if (output?.kind === 'constant') constants.set(name, output);
    });
    return !node.outputs.every((name) => name === '' || constants.has(name));
  });
}

/** Nothing for what is told when the node's turn comes. */
function folded(
  node: OnnxNode,
  inputs: readonly (Constant | undefined)[],
  translate: Translate,
): readonly Tensor[] {
  try {
    const given = translate(node, inputs);
    return 'kind' in given ? [given] : given;
  } catch (error) {
    if (error instanceof Unsupported) return [];
    throw error;
  }
}

function ofTensor(name: string, why: string): Problem {
  return {
    code: 'network-unsupported',
    message: `The file ${why}: what reads ${name} is left out.`,
  };
}

function ofInput({ name }: GraphInput): Problem {
  return {
    code: 'network-unsupported',
    message: `The input ${name} is no picture: what reads it is left out.`,
  };
}

const nothing: Problem = {
  code: 'network-format',
  message: 'This ONNX file has no layer that reads a picture.',
  remedy: 'Choose another network, or export it again.',
};
