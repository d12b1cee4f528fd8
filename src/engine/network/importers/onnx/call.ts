import { Unsupported } from '../../unsupported.ts';
import { lengthsOf } from '../tensor-graph/axes.ts';
import type { IrBuilder } from '../tensor-graph/ir-builder.ts';
import { knownOf, mapOf, numbersOf, type Tensor } from '../tensor-graph/tensor.ts';
import type { OnnxNode, OnnxTensor } from './model.ts';
import { constantOf, type TensorFiles } from './tensor-constant.ts';

/** One node of the graph, ready to be translated. */
export interface Call {
  readonly b: IrBuilder;
  readonly node: OnnxNode;
  readonly inputs: readonly (Tensor | undefined)[];
  /** Version of ONNX that the file follows: operations have changed. */
  readonly opset: number;
  readonly files: TensorFiles;
}

/** @throws Unsupported */
export type Translator = (call: Call) => Tensor | readonly Tensor[];

export function intOf({ node }: Call, name: string, otherwise: number): number {
  return node.attributes.get(name)?.int ?? otherwise;
}

export function flagOf(call: Call, name: string): boolean {
  return intOf(call, name, 0) !== 0;
}

export function floatOf({ node }: Call, name: string, otherwise: number): number {
  return node.attributes.get(name)?.float ?? otherwise;
}

export function textOf({ node }: Call, name: string, otherwise: string): string {
  return node.attributes.get(name)?.text ?? otherwise;
}

export function intsOf({ node }: Call, name: string): readonly number[] | undefined {
  return node.attributes.get(name)?.ints;
}

export function tensorOf({ files }: Call, tensor: OnnxTensor): Tensor {
  return constantOf(tensor, files);
}

/** Numbers that are an attribute in old versions, and an input in new ones. */
export function settingOf(call: Call, name: string, input: number): readonly number[] | undefined {
  const attribute = intsOf(call, name);
  if (attribute) return attribute;
  const tensor = call.inputs[input];
  return tensor && numbersOf(tensor, name);
}

export function inputOf({ inputs }: Call, at: number): Tensor {
  return inputs[at] ?? missing(at);
}

function missing(at: number): never {
  throw new Unsupported(`has no input ${at + 1}`);
}

/** All inputs that are there. */
export function allInputs({ inputs }: Call): readonly Tensor[] {
  return inputs.filter((input) => input !== undefined);
}

export function shapeOf(tensor: Tensor): readonly number[] {
  return tensor.kind === 'constant' ? tensor.shape : lengthsOf(mapOf(tensor).axes);
}

/** @param axis from the end where it is below 0. */
export function axisOf(axis: number, rank: number): number {
  const counted = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(counted) && counted >= 0 && counted < Math.max(rank, 1)) return counted;
  throw new Unsupported(`names the axis ${axis} of ${rank}`);
}

export function knownInput(call: Call, at: number, what: string) {
  return knownOf(call.inputs[at], what);
}
