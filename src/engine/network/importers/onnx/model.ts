import type { ByteRange } from '../../../../common/file-sum.ts';

import type { GraphInput } from '../tensor-graph/picture.ts';

/*
 * A model file as read: what onnx.proto names, without the bytes of its tensors.
 */

export interface OnnxModel {
  /** Version by domain; '' is ONNX itself. */
  readonly opsets: ReadonlyMap<string, number>;
  readonly graph: OnnxGraph;
  /** What the file says of itself, by key. */
  readonly metadata: ReadonlyMap<string, string>;
  /** Operations that are made of others, by domain and name (`functionKey`). */
  readonly functions: ReadonlyMap<string, OnnxFunction>;
}

/** Files that do not say follow the first version that others here follow. */
export function opsetOf({ opsets }: OnnxModel): number {
  return opsets.get('') ?? 6;
}

export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly tensors: readonly OnnxTensor[];
  readonly inputs: readonly GraphInput[];
  readonly outputs: readonly string[];
}

export interface OnnxNode {
  readonly name: string;
  readonly operation: string;
  readonly domain: string;
  /** '' where one is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Attribute>;
}

export interface Attribute {
  readonly float?: number;
  readonly int?: number;
  readonly text?: string;
  readonly tensor?: OnnxTensor;
  readonly graph?: OnnxGraph;
  readonly floats: readonly number[];
  readonly ints: readonly number[];
  /** Of a function: the attribute of its caller that is meant. */
  readonly refersTo?: string;
}

export interface OnnxFunction {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly nodes: readonly OnnxNode[];
}

export interface OnnxTensor {
  readonly name: string;
  readonly dims: readonly number[];
  /** TensorProto.DataType. */
  readonly type: number;
  readonly data: TensorData;
}

export type TensorData =
  /** As the type says, little-endian. */
  | { readonly kind: 'raw'; readonly range: ByteRange }
  /** Of 4 or 8 bytes each, whatever the type. */
  | { readonly kind: 'floats' | 'doubles'; readonly range: ByteRange }
  /** For each number a varint, those of float16 by its bits. */
  | { readonly kind: 'varints'; readonly ranges: readonly ByteRange[] }
  | { readonly kind: 'numbers'; readonly numbers: readonly number[] }
  /** In a file beside this one. */
  | {
      readonly kind: 'external';
      readonly file: string;
      readonly begin: number;
      /** Absent: as many bytes as the shape needs. */
      readonly length?: number;
    };

export function functionKey(domain: string, name: string): string {
  return `${domain}:${name}`;
}
