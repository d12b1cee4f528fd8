import { ByteBuffer } from 'flatbuffers';
import type { StoredArray } from './model-builder.ts';

/**
 * Reads what the conversion of a float16 TensorFlow Lite model needs. Field numbers and the values
 * of enumerations are those of TensorFlow Lite's schema (tensorflow/lite/schema/schema.fbs).
 */
export interface TfliteModel {
  /** The first subgraph's operators, in an order in which they can run. */
  readonly operators: readonly Operator[];
  /** Index of the tensor that takes the picture. */
  readonly input: number;
  readonly nameOf: (tensor: number) => string;
  /** The numbers of a constant float16 tensor. */
  readonly halves: (tensor: number) => StoredArray;
}

export interface Operator {
  /** A value of BuiltinOperator. */
  readonly code: number;
  readonly inputs: readonly number[];
  readonly output: number;
  /** One-byte and four-byte fields of the operator's options, by field number. */
  readonly optionByte: (field: number) => number;
  readonly optionInt: (field: number) => number;
}

export const builtin = { add: 0, conv2d: 3, depthwiseConv2d: 4, dequantize: 6 } as const;

const float16 = 1;

export function readTflite(bytes: Uint8Array): TfliteModel {
  const buffer = new ByteBuffer(bytes);
  if (!buffer.__has_identifier('TFL3')) throw new Error('This is not a TensorFlow Lite model.');
  const model = tableAt(buffer, buffer.readUint32(0));
  const [graph] = model.tables(2);
  if (!graph) throw new Error('The model has no subgraph.');
  const codes = model.tables(1).map((code) => Math.max(code.byte(0), code.int(3)));
  const buffers = model.tables(4);
  const tensors = graph.tables(0);
  const at = (tensor: number): Table => {
    const table = tensors[tensor];
    if (!table) throw new Error(`The model has no tensor ${tensor}.`);
    return table;
  };
  return {
    operators: graph.tables(3).map((operator) => {
      const options = operator.table(4);
      return {
        code: codes[operator.int(0)] ?? -1,
        inputs: operator.ints(1),
        output: operator.ints(2)[0] ?? -1,
        optionByte: (field) => options?.byte(field) ?? 0,
        optionInt: (field) => options?.int(field) ?? 0,
      };
    }),
    input: graph.ints(1)[0] ?? -1,
    nameOf: (tensor) => at(tensor).string(3),
    halves: (tensor) => {
      const type = at(tensor).byte(1);
      if (type !== float16) throw new Error(`${at(tensor).string(3)} is not float16.`);
      const data = buffers[at(tensor).int(2)]?.bytes(0) ?? new Uint8Array();
      return { shape: at(tensor).ints(0), data: new Uint16Array(new Uint8Array(data).buffer) };
    },
  };
}

/** A FlatBuffers table: fields by number, and what is not stored is zero or empty. */
interface Table {
  readonly byte: (field: number) => number;
  readonly int: (field: number) => number;
  readonly string: (field: number) => string;
  readonly ints: (field: number) => readonly number[];
  readonly bytes: (field: number) => Uint8Array;
  readonly table: (field: number) => Table | null;
  readonly tables: (field: number) => readonly Table[];
}

function tableAt(buffer: ByteBuffer, position: number): Table {
  // The vtable begins with two sizes of two bytes each; field n has its offset at 4 + 2 n.
  const place = (field: number) => {
    const offset = buffer.__offset(position, 4 + 2 * field);
    return offset === 0 ? null : position + offset;
  };
  const vector = <T>(field: number, item: (start: number, i: number) => T): readonly T[] => {
    const at = place(field);
    if (at === null) return [];
    const start = buffer.__vector(at);
    return Array.from({ length: buffer.__vector_len(at) }, (_, i) => item(start, i));
  };
  const or = <T>(field: number, read: (at: number) => T, absent: T): T => {
    const at = place(field);
    return at === null ? absent : read(at);
  };
  return {
    byte: (field) => or(field, (at) => buffer.readInt8(at), 0),
    int: (field) => or(field, (at) => buffer.readInt32(at), 0),
    string: (field) => or(field, (at) => String(buffer.__string(at)), ''),
    ints: (field) => vector(field, (start, i) => buffer.readInt32(start + 4 * i)),
    bytes: (field) =>
      or(
        field,
        (at) => {
          const start = buffer.__vector(at);
          return buffer.bytes().subarray(start, start + buffer.__vector_len(at));
        },
        new Uint8Array(),
      ),
    table: (field) => or(field, (at) => tableAt(buffer, buffer.__indirect(at)), null),
    tables: (field) =>
      vector(field, (start, i) => tableAt(buffer, buffer.__indirect(start + 4 * i))),
  };
}
