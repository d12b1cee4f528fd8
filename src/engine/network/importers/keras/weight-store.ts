import { fail, ok, type Result } from '../../../../common/result.ts';
import type { Weights } from '../../ir.ts';
import { sizeOf } from '../../weights.ts';
import { Unsupported } from './layer-settings.ts';
import type { WeightManifest, WeightSpec } from './schema.ts';

/** Finds the weights of a layer by name; unpacks nothing until asked. Throws `Unsupported` for one of two. */
export type WeightStore = (layer: string, weight: string) => Weights | null;

const bytesPerNumber: ReadonlyMap<string, number> = new Map([
  ['float32', 4],
  ['int32', 4],
  ['float16', 2],
  ['uint16', 2],
  ['uint8', 1],
]);

/**
 * Cuts the shards into weights as the manifest says (TF.js "weightsManifest": the shards of one
 * group joined, then each weight in turn).
 */
export function openWeights(
  manifest: WeightManifest,
  shards: ReadonlyMap<string, Uint8Array>,
): Result<WeightStore> {
  const paths = manifest.flatMap((group) => group.paths);
  const seen = new Set<string>();
  const twice = paths.find((path) => seen.size === seen.add(path).size);
  if (twice !== undefined)
    return refuse(`The weight shard ${twice} is listed twice in model.json.`);
  const byName = new Map<string, Weights>();
  const ambiguous = new Set<string>();
  for (const group of manifest) {
    const parts = group.paths.map((path) => shards.get(path) ?? new Uint8Array());
    const length = parts.reduce((sum, part) => sum + part.byteLength, 0);
    const cut = createCutter(parts);
    let left = length;
    for (const spec of group.weights) {
      const width = bytesPerNumber.get(spec.quantization?.dtype ?? spec.dtype);
      if (width === undefined) {
        return refuse(
          `The weight ${spec.name} has the type ${spec.dtype}, which is not supported.`,
        );
      }
      const bytes = width * sizeOf(spec.shape);
      if (!(bytes <= left)) {
        const last = group.paths.at(-1) ?? 'the last shard';
        return refuse(
          `The weight shard ${last} ends too early: ${spec.name} is cut off. Install or download the network again.`,
        );
      }
      const name = plainName(spec.name);
      if (byName.has(name)) ambiguous.add(name);
      byName.set(name, unpack(spec, cut(bytes)));
      left -= bytes;
    }
  }
  return ok((layer, weight) => {
    const name = `${layer}/${weight}`;
    if (ambiguous.has(name)) throw new Unsupported(`has two weights "${weight}" in the manifest`);
    return byName.get(name) ?? null;
  });
}

function refuse(message: string) {
  return fail({ code: 'network-weights', message });
}

/**
 * Takes the next bytes of the shards in a row, again and again; copied only where they lie in more
 * than one.
 */
function createCutter(parts: readonly Uint8Array[]): (length: number) => Uint8Array {
  let part = 0;
  let from = 0;
  return (length) => {
    const pieces: Uint8Array[] = [];
    let missing = length;
    while (missing > 0 && part < parts.length) {
      const piece = (parts[part] as Uint8Array).subarray(from, from + missing);
      if (piece.byteLength > 0) pieces.push(piece);
      missing -= piece.byteLength;
      from += piece.byteLength;
      if (missing === 0) break;
      part += 1;
      from = 0;
    }
    return pieces.length === 1 ? (pieces[0] as Uint8Array) : join(pieces, length);
  };
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    joined.set(piece, offset);
    offset += piece.byteLength;
  }
  return joined;
}

/** "scope/conv2d_1/kernel:0" -> "conv2d_1/kernel": the last two parts name layer and weight. */
function plainName(name: string): string {
  return name.replace(/:\d+$/, '').split('/').slice(-2).join('/');
}

function unpack(spec: WeightSpec, bytes: Uint8Array): Weights {
  return { shape: spec.shape, load: (scratch) => toFloat32(spec, bytes, scratch) };
}

function toFloat32(
  { dtype, quantization }: WeightSpec,
  bytes: Uint8Array,
  scratch: Float32Array | undefined,
): Float32Array {
  const stored = quantization?.dtype ?? dtype;
  if (stored === 'uint8') return dequantise(bytes, quantization, scratch);
  // A copy, because a weight may begin at any byte. Not `slice`: a Buffer's shares its memory.
  const copy = new Uint8Array(bytes).buffer;
  switch (stored) {
    case 'uint16':
      return dequantise(new Uint16Array(copy), quantization, scratch);
    case 'float16':
      return widen(new Uint16Array(copy), scratch);
    case 'int32':
      return Float32Array.from(new Int32Array(copy));
    default:
      return new Float32Array(copy);
  }
}

function dequantise(
  levels: Uint8Array | Uint16Array,
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
function widen(
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
