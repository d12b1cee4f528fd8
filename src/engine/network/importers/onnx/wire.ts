import type { ByteRange } from '../../../../common/file-sum.ts';
import type { NetworkFile } from '../../sources.ts';

/*
 * The wire format of protocol buffers, read at offsets (docs/decisions/018-a-wire-reader-of-our-own.md).
 */

/** The file does not follow the format. */
export class WireError extends Error {}

/** One field of a message. */
export interface Field {
  readonly number: number;
  /** Of a varint; of 4 or 8 bytes as a floating point number; 0 for a range. */
  readonly value: number;
  /** Where the bytes of a text, message or packed list lie; null for a number. */
  readonly range: ByteRange | null;
}

const shortest = 2 ** 11;
const longest = 2 ** 16;

/** Reads a file in small pieces where it jumps, in larger ones where it goes on. */
export class WireReader {
  readonly size: number;
  readonly #file: NetworkFile;
  #piece: Uint8Array = new Uint8Array();
  #begin = 0;
  #length = shortest;

  constructor(file: NetworkFile) {
    this.#file = file;
    this.size = file.size;
  }

  byte(at: number): number {
    const found = this.#piece[at - this.#begin];
    if (found !== undefined && at >= this.#begin) return found;
    if (at < 0 || at >= this.size) throw new WireError('it ends too early');
    const goesOn = at === this.#begin + this.#piece.length;
    this.#length = goesOn ? Math.min(2 * this.#length, longest) : shortest;
    this.#begin = at;
    this.#piece = this.#file.read(at, Math.min(at + this.#length, this.size));
    return this.#piece[0] as number;
  }

  bytes({ begin, end }: ByteRange): Uint8Array {
    const from = begin - this.#begin;
    if (from >= 0 && end - this.#begin <= this.#piece.length) {
      return this.#piece.subarray(from, end - this.#begin);
    }
    return this.#file.read(begin, end);
  }

  text(range: ByteRange): string {
    return decoder.decode(this.bytes(range));
  }

  /** The fields of a message, in their order. */
  *fields({ begin, end }: ByteRange): Generator<Field> {
    for (let at = begin; at < end; ) {
      const tag = varint(this, at);
      const number = Math.floor(tag.value / 8);
      const body = this.#body(tag.value % 8, tag.end);
      if (number < 1 || body.end > end) throw new WireError('it is damaged');
      yield { number, value: body.value, range: body.range };
      at = body.end;
    }
  }

  #body(type: number, at: number): { value: number; range: ByteRange | null; end: number } {
    switch (type) {
      case 0:
        return { ...varint(this, at), range: null };
      case 1:
        return { value: viewOf(this.#fixed(at, 8)).getFloat64(0, true), range: null, end: at + 8 };
      case 2: {
        const length = varint(this, at);
        const range = { begin: length.end, end: length.end + length.value };
        if (!(length.value >= 0 && range.end <= this.size))
          throw new WireError('it ends too early');
        return { value: 0, range, end: range.end };
      }
      case 5:
        return { value: viewOf(this.#fixed(at, 4)).getFloat32(0, true), range: null, end: at + 4 };
      default:
        throw new WireError('it is damaged');
    }
  }

  #fixed(at: number, length: number): Uint8Array {
    return Uint8Array.from({ length }, (_, i) => this.byte(at + i));
  }
}

const decoder = new TextDecoder();

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** A signed number of 64 bits; beyond 2^53 the nearest that there is. */
function varint(
  reader: WireReader,
  begin: number,
): { readonly value: number; readonly end: number } {
  let low = 0;
  let high = 0;
  for (let at = begin; at < begin + 10; at++) {
    const byte = reader.byte(at);
    const shift = 7 * (at - begin);
    const bits = byte & 0x7f;
    if (shift < 28) low += bits * 2 ** shift;
    else if (shift === 28) {
      low += (bits & 0xf) * 2 ** 28;
      high += bits >> 4;
    } else high += bits * 2 ** (shift - 32);
    if (byte < 0x80) return { value: signed(low, high % 2 ** 32), end: at + 1 };
  }
  throw new WireError('it is damaged');
}

function signed(low: number, high: number): number {
  return (high >= 2 ** 31 ? high - 2 ** 32 : high) * 2 ** 32 + low;
}

/** The numbers of a packed list of varints. */
export function varintsOf(bytes: Uint8Array): number[] {
  const reader = new WireReader({
    size: bytes.length,
    read: (begin, end) => bytes.subarray(begin, end),
  });
  const numbers: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { value, end } = varint(reader, at);
    numbers.push(value);
    at = end;
  }
  return numbers;
}

/** The bytes of a field that must have some. */
export function rangeOf({ range }: Field): ByteRange {
  if (!range) throw new WireError('it is damaged');
  return range;
}

/** The numbers of a repeated field: one at a time, or packed. */
export function intsOf(reader: WireReader, { range, value }: Field): readonly number[] {
  return range ? varintsOf(reader.bytes(range)) : [value];
}
