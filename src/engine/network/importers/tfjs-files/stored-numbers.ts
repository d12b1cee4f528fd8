import type { WeightSpec } from './manifest.ts';

/** Types in which a weight may be stored, and the bytes that one number takes. */
export const bytesPerNumber: ReadonlyMap<string, number> = new Map([
  ['float32', 4],
  ['int32', 4],
  ['float16', 2],
  ['uint16', 2],
  ['uint8', 1],
  ['int8', 1],
  ['bool', 1],
]);

export function storedType({ dtype, quantization }: WeightSpec): string {
  return quantization?.dtype ?? dtype;
}

/** Float32 of the bytes of a weight. @param scratch of as many numbers, used for what is unpacked. */
export function toFloat32(
  spec: WeightSpec,
  bytes: Uint8Array,
  scratch: Float32Array | undefined,
): Float32Array {
  const { quantization } = spec;
  const stored = storedType(spec);
  if (stored === 'uint8' || stored === 'bool') return dequantise(bytes, quantization, scratch);
  // A copy, because a weight may begin at any byte. Not `slice`: a Buffer's shares its memory.
  const copy = new Uint8Array(bytes).buffer;
  switch (stored) {
    case 'int8':
      return dequantise(new Int8Array(copy), quantization, scratch);
    case 'uint16':
      return dequantise(new Uint16Array(copy), quantization, scratch);
    case 'float16':
      return widen(new Uint16Array(copy), scratch);
    case 'int32':
      return dequantise(new Int32Array(copy), quantization, scratch);
    default:
      return new Float32Array(copy);
  }
}

function dequantise(
  levels: Uint8Array | Uint16Array | Int8Array | Int32Array,
  quantization: WeightSpec['quantization'],
  values: Float32Array = new Float32Array(levels.length),
): Float32Array {
  const scale = quantization?.scale ?? 1;
  const min = quantization?.min ?? 0;
  // A plain loop: millions of weights go through here, and `from` with a function is 20 times slower.
  for (let i = 0; i < values.length; i++) values[i] = (levels[i] as number) * scale + min;
  return values;
}

/** IEEE 754 half precision, by its bits. */
export function widen(
  halves: Uint16Array,
  values: Float32Array = new Float32Array(halves.length),
): Float32Array {
  for (let i = 0; i < values.length; i++) values[i] = halfToFloat(halves[i] as number);
  return values;
}

function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * (unitsOfExponent[exponent] as number);
}

/** 2^(exponent - 15). */
const unitsOfExponent = Float64Array.from({ length: 32 }, (_, exponent) => 2 ** (exponent - 15));
