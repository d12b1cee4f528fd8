import type { ByteRange } from '../../../../common/file-sum.ts';

import type { OnnxTensor, TensorData } from './model.ts';
import { type Field, intsOf, rangeOf, WireError, type WireReader } from './wire.ts';

/** A tensor without its bytes. @throws WireError */
export function readTensor(reader: WireReader, range: ByteRange): OnnxTensor {
  const dims: number[] = [];
  const read = { name: '', type: 0, external: new Map<string, string>(), isExternal: false };
  const data = new DataFields();
  for (const field of reader.fields(range)) {
    switch (field.number) {
      case 1:
        dims.push(...intsOf(reader, field));
        break;
      case 2:
        read.type = field.value;
        break;
      case 8:
        read.name = reader.text(rangeOf(field));
        break;
      case 13:
        read.external.set(...readEntry(reader, rangeOf(field)));
        break;
      case 14:
        read.isExternal = field.value === 1;
        break;
      default:
        data.add(field);
    }
  }
  if (!dims.every((length) => Number.isSafeInteger(length) && length >= 0)) {
    throw new WireError(`the tensor ${read.name} has the shape [${dims.join(', ')}]`);
  }
  const { name, type, external } = read;
  return { name, dims, type, data: read.isExternal ? inOtherFile(name, external) : data.found() };
}

/** A StringStringEntryProto. */
export function readEntry(reader: WireReader, range: ByteRange): [string, string] {
  const entry: [string, string] = ['', ''];
  for (const field of reader.fields(range)) {
    if (field.number === 1) entry[0] = reader.text(rangeOf(field));
    else if (field.number === 2) entry[1] = reader.text(rangeOf(field));
  }
  return entry;
}

function inOtherFile(name: string, entries: ReadonlyMap<string, string>): TensorData {
  const file = entries.get('location') ?? '';
  const begin = Number(entries.get('offset') ?? 0);
  const length = Number(entries.get('length') ?? 0);
  const fits = [begin, length].every((place) => Number.isSafeInteger(place) && place >= 0);
  if (file === '' || !fits)
    throw new WireError(`the tensor ${name} does not say where its data are`);
  return { kind: 'external', file, begin, ...(entries.has('length') && { length }) };
}

/** The fields of a TensorProto that hold numbers. */
class DataFields {
  readonly #ranges = new Map<number, ByteRange[]>();
  readonly #numbers: number[] = [];

  add({ number, value, range }: Field): void {
    if (range) this.#ranges.set(number, [...(this.#ranges.get(number) ?? []), range]);
    else this.#numbers.push(value);
  }

  found(): TensorData {
    if (this.#numbers.length > 0) return { kind: 'numbers', numbers: this.#numbers };
    for (const [kind, number] of [
      ['raw', 9],
      ['floats', 4],
      ['doubles', 10],
    ] as const) {
      const [range] = this.#ranges.get(number) ?? [];
      if (range) return { kind, range };
    }
    // Of int32_data, int64_data and uint64_data.
    const ranges = [5, 7, 11].flatMap((number) => this.#ranges.get(number) ?? []);
    return { kind: 'varints', ranges };
  }
}
