/** A message of protocol buffers in pieces, so that large ones need no memory of their own. */
export interface Message {
  readonly size: number;
  readonly pieces: readonly Uint8Array[];
}

export type Field = readonly [
  number: number,
  value: number | bigint | string | Uint8Array | Message | readonly number[],
];

/** Numbers as varints (negative ones in ten bytes), lists of them packed, the rest by its length. */
export function message(...fields: readonly Field[]): Message {
  const pieces = fields.flatMap(([number, value]) => {
    if (typeof value === 'number' || typeof value === 'bigint')
      return [Uint8Array.from([...varint(number * 8), ...varint(value)])];
    const body = bodyOf(value);
    return [Uint8Array.from([...varint(number * 8 + 2), ...varint(body.size)]), ...body.pieces];
  });
  return { size: pieces.reduce((sum, piece) => sum + piece.length, 0), pieces };
}

/** A field of a float32. */
export function float(number: number, value: number): Uint8Array {
  const bytes = new Uint8Array(new Float32Array([value]).buffer);
  return Uint8Array.from([...varint(number * 8 + 5), ...bytes]);
}

/** Fields one after another. */
export function joined(...messages: readonly (Message | Uint8Array)[]): Message {
  const pieces = messages.flatMap((each) => (each instanceof Uint8Array ? [each] : each.pieces));
  return { size: pieces.reduce((sum, piece) => sum + piece.length, 0), pieces };
}

function bodyOf(value: Exclude<Field[1], number | bigint>): Message {
  if (typeof value === 'string') return bytesOf(Buffer.from(value));
  if (value instanceof Uint8Array) return bytesOf(value);
  if ('pieces' in value) return value;
  return bytesOf(Uint8Array.from(value.flatMap(varint)));
}

function bytesOf(bytes: Uint8Array): Message {
  return { size: bytes.length, pieces: [bytes] };
}

function varint(value: number | bigint): number[] {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}
