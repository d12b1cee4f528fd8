import type { ByteRange } from '../../../../common/file-sum.ts';
import type { NetworkFile } from '../../sources.ts';
import { Unsupported } from '../../unsupported.ts';
import { sizeOf } from '../../weights.ts';
import { type Constant, constant, type Numbers } from '../tensor-graph/tensor.ts';
import { widen } from '../tfjs-files/stored-numbers.ts';
import type { OnnxTensor } from './model.ts';
import { varintsOf } from './wire.ts';

/** The file of the model, and those beside it that tensors name. */
export interface TensorFiles {
  readonly main: NetworkFile;
  readonly others: ReadonlyMap<string, NetworkFile>;
}

/** How numbers of one type are stored. */
interface StoredType {
  readonly width: number;
  readonly integer: boolean;
  /** Of an aligned copy of the bytes. */
  readonly read: (bytes: ArrayBuffer, count: number) => Numbers;
}

const floats = (read: StoredType['read'], width: number): StoredType => ({
  width,
  integer: false,
  read,
});
const integers = (read: StoredType['read'], width: number): StoredType => ({
  width,
  integer: true,
  read,
});

/** By TensorProto.DataType. */
const types: ReadonlyMap<number, StoredType> = new Map([
  [1, floats((bytes) => new Float32Array(bytes), 4)],
  [2, integers((bytes) => Float64Array.from(new Uint8Array(bytes)), 1)],
  [3, integers((bytes) => Float64Array.from(new Int8Array(bytes)), 1)],
  [4, integers((bytes) => Float64Array.from(new Uint16Array(bytes)), 2)],
  [5, integers((bytes) => Float64Array.from(new Int16Array(bytes)), 2)],
  [6, integers((bytes) => Float64Array.from(new Int32Array(bytes)), 4)],
  [7, integers((bytes) => Float64Array.from(new BigInt64Array(bytes), Number), 8)],
  [9, integers((bytes) => Float64Array.from(new Uint8Array(bytes)), 1)],
  [10, floats((bytes) => widen(new Uint16Array(bytes)), 2)],
  [11, floats((bytes) => Float32Array.from(new Float64Array(bytes)), 8)],
  [12, integers((bytes) => Float64Array.from(new Uint32Array(bytes)), 4)],
  [13, integers((bytes) => Float64Array.from(new BigUint64Array(bytes), Number), 8)],
  [16, floats((bytes) => widenBrain(new Uint16Array(bytes)), 2)],
  [21, integers((bytes, count) => nibbles(new Uint8Array(bytes), count, 0), 0.5)],
  [22, integers((bytes, count) => nibbles(new Uint8Array(bytes), count, 16), 0.5)],
]);

/** bfloat16: the upper half of a float32. */
function widenBrain(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  for (let i = 0; i < bits.length; i++) bits[i] = (halves[i] as number) * 2 ** 16;
  return new Float32Array(bits.buffer);
}

/** Two numbers of 4 bits in each byte, the lower one first. @param signed 16, or 0 for those without sign. */
function nibbles(bytes: Uint8Array, count: number, signed: 0 | 16): Float64Array {
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const nibble = ((bytes[i >> 1] as number) >> (i % 2 === 0 ? 0 : 4)) & 15;
    numbers[i] = nibble >= 8 ? nibble - signed : nibble;
  }
  return numbers;
}

/** The numbers of a tensor, read when they are needed. @throws Unsupported */
export function constantOf(tensor: OnnxTensor, files: TensorFiles): Constant {
  const { dims, type } = tensor;
  const stored = types.get(type);
  if (!stored) throw new Unsupported(`has a tensor of the type ${type}, which is not supported`);
  const { integer } = stored;
  return constant(dims, loader(tensor, stored, sizeOf(dims), files), { integer });
}

function loader(
  { name, data, type }: OnnxTensor,
  stored: StoredType,
  count: number,
  files: TensorFiles,
): () => Numbers {
  switch (data.kind) {
    case 'raw':
      return fromBytes(files.main, within(data.range, stored.width * count, name), stored, count);
    case 'floats':
      return fromBytes(files.main, within(data.range, 4 * count, name), typeOf(1), count);
    case 'doubles':
      return fromBytes(files.main, within(data.range, 8 * count, name), typeOf(11), count);
    case 'varints':
      return fromVarints(files.main, data.ranges, type, count, name);
    case 'numbers':
      if (data.numbers.length < count) throw new Unsupported(cutOff(name));
      return () => asType(data.numbers.slice(0, count), type);
    case 'external': {
      const file = files.others.get(data.file);
      if (!file)
        throw new Unsupported(`has a tensor ${name} in the file ${data.file}, which is not there`);
      const end = Math.min(data.begin + (data.length ?? file.size), file.size);
      return fromBytes(
        file,
        within({ begin: data.begin, end }, stored.width * count, name),
        stored,
        count,
      );
    }
  }
}

function typeOf(type: number): StoredType {
  return types.get(type) as StoredType;
}

/** As many bytes as are needed, from the beginning. */
function within({ begin, end }: ByteRange, bytes: number, name: string): ByteRange {
  const needed = begin + Math.ceil(bytes);
  if (!(needed <= end)) throw new Unsupported(cutOff(name));
  return { begin, end: needed };
}

function cutOff(name: string): string {
  return `has a tensor ${name} that is cut off`;
}

function fromBytes(
  file: NetworkFile,
  { begin, end }: ByteRange,
  { read, width }: StoredType,
  count: number,
): () => Numbers {
  return () => {
    const bytes = file.read(begin, end);
    const own = bytes.byteLength === bytes.buffer.byteLength;
    // Numbers of several bytes cannot be read from any place. Not `slice`: a Buffer's shares its memory.
    const { buffer } = own && width > 0 ? bytes : new Uint8Array(bytes);
    return read(buffer as ArrayBuffer, count);
  };
}

/** A varint takes a byte at least. */
function fromVarints(
  file: NetworkFile,
  ranges: readonly ByteRange[],
  type: number,
  count: number,
  name: string,
): () => Numbers {
  const bytes = ranges.reduce((sum, { begin, end }) => sum + end - begin, 0);
  if (!(count <= bytes)) throw new Unsupported(cutOff(name));
  return () => {
    const numbers = ranges.flatMap(({ begin, end }) => varintsOf(file.read(begin, end)));
    const made = asType(numbers, type);
    if (made.length >= count) return made.subarray(0, count);
    const padded = new Float32Array(count);
    padded.set(made);
    return padded;
  };
}

/** Numbers that stand one by one: those of float16 and bfloat16 by their bits. */
function asType(numbers: readonly number[], type: number): Numbers {
  if (type === 10) return widen(Uint16Array.from(numbers));
  if (type === 16) return widenBrain(Uint16Array.from(numbers));
  return types.get(type)?.integer ? Float64Array.from(numbers) : Float32Array.from(numbers);
}
