import { float as floatField, joined, type Message, message } from '../architectures/protobuf.ts';

/** Writes ONNX files for tests: the wire format of protocol buffers, as far as it is needed. */

export interface NodeToWrite {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly name?: string;
  readonly domain?: string;
  readonly attributes?: Readonly<Record<string, AttributeToWrite>>;
}

export type AttributeToWrite =
  | number
  | { readonly float: number }
  | string
  | readonly number[]
  | Uint8Array;

export interface ModelToWrite {
  readonly nodes: readonly NodeToWrite[];
  readonly tensors?: readonly Uint8Array[];
  /** Dimensions by name; a text is one that is not known. */
  readonly inputs?: Readonly<Record<string, readonly (number | string)[]>>;
  readonly outputs?: readonly string[];
  readonly opset?: number;
  readonly functions?: readonly Uint8Array[];
}

export function writeModel(model: ModelToWrite): Uint8Array {
  const { inputs = { x: [1, 3, 'height', 'width'] }, outputs = [], tensors = [] } = model;
  const graph = join(
    ...model.nodes.map((node) => field(1, writeNode(node))),
    field(2, 'graph'),
    ...tensors.map((tensor) => field(5, tensor)),
    ...Object.entries(inputs).map(([name, dims]) => field(11, writeInput(name, dims))),
    ...outputs.map((name) => field(12, field(1, name))),
  );
  return join(
    number(1, 8),
    field(2, 'test'),
    field(7, graph),
    field(8, join(field(1, ''), number(2, model.opset ?? 17))),
    ...(model.functions ?? []).map((made) => field(25, made)),
  );
}

export function writeFunction(
  domain: string,
  name: string,
  inputs: readonly string[],
  outputs: readonly string[],
  nodes: readonly NodeToWrite[],
): Uint8Array {
  return join(
    field(1, name),
    ...inputs.map((input) => field(4, input)),
    ...outputs.map((output) => field(5, output)),
    ...nodes.map((node) => field(7, writeNode(node))),
    field(10, domain),
  );
}

/** Numbers of float32, or whole ones of 64 bits. */
export function writeTensor(
  name: string,
  dims: readonly number[],
  numbers: Float32Array | readonly number[],
): Uint8Array {
  const whole = !(numbers instanceof Float32Array);
  const data = whole ? new BigInt64Array(numbers.map(BigInt)) : numbers;
  return writeRawTensor(name, dims, whole ? 7 : 1, field(9, new Uint8Array(data.buffer)));
}

/** @param data fields of a TensorProto. */
export function writeRawTensor(
  name: string,
  dims: readonly number[],
  type: number,
  data: Uint8Array,
): Uint8Array {
  return join(...dims.map((side) => number(1, side)), number(2, type), field(8, name), data);
}

/** The fields of a tensor whose bytes lie in another file. */
export function external(entries: Readonly<Record<string, string>>): Uint8Array {
  const written = Object.entries(entries).map(([key, value]) =>
    field(13, join(field(1, key), field(2, value))),
  );
  return join(...written, number(14, 1));
}

/** A node of the file's list. */
export function writeNode({
  op,
  inputs,
  outputs,
  name = '',
  domain = '',
  attributes = {},
}: NodeToWrite) {
  return join(
    ...inputs.map((input) => field(1, input)),
    ...outputs.map((output) => field(2, output)),
    field(3, name),
    field(4, op),
    ...Object.entries(attributes).map(([key, value]) => field(5, writeAttribute(key, value))),
    ...(domain === '' ? [] : [field(7, domain)]),
  );
}

function writeAttribute(name: string, value: AttributeToWrite): Uint8Array {
  return join(field(1, name), valueFields(value));
}

function valueFields(value: AttributeToWrite): Uint8Array {
  if (value instanceof Uint8Array) return join(field(5, value), number(20, 4));
  if (typeof value === 'number') return join(number(3, value), number(20, 2));
  if (typeof value === 'string') return join(field(4, value), number(20, 3));
  if (Array.isArray(value)) {
    return join(...value.map((int: number) => number(8, int)), number(20, 7));
  }
  const { float } = value as { readonly float: number };
  return join(floatField(2, float), number(20, 1));
}

/** What a file says of an input or output: float32, a text for a size that is not known. */
export function writeInput(name: string, dims: readonly (number | string)[]): Uint8Array {
  const shape = join(
    ...dims.map((side) => field(1, typeof side === 'number' ? number(1, side) : field(2, side))),
  );
  return join(field(1, name), field(2, field(1, join(number(1, 1), field(2, shape)))));
}

/** The field of a text, of bytes, or of whole numbers in a packed list. */
export function field(tag: number, value: string | Uint8Array | readonly number[]): Uint8Array {
  return flat(message([tag, value]));
}

export function number(tag: number, value: number): Uint8Array {
  return flat(message([tag, value]));
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return flat(joined(...parts));
}

function flat({ pieces }: Message): Uint8Array {
  return Uint8Array.from(Buffer.concat(pieces));
}
