import { fail, ok, type Result } from '../../../../common/result.ts';
import type { Weights } from '../../ir.ts';
import type { NetworkFile, OpenFile } from '../../sources.ts';
import { sizeOf } from '../../weights.ts';
import type { WeightManifest, WeightSpec } from './manifest.ts';
import { bytesPerNumber, storedType, toFloat32 } from './stored-numbers.ts';

/** A weight of a TF.js manifest; nothing is read until it is loaded. */
export interface StoredWeight extends Weights {
  readonly name: string;
  readonly dtype: string;
}

/**
 * Opens the shards and finds the weights in them as the manifest says (TF.js "weightsManifest": the
 * shards of one group joined, then each weight in turn).
 */
export async function openWeights(
  manifest: WeightManifest,
  open: OpenFile,
): Promise<Result<readonly StoredWeight[]>> {
  const paths = manifest.flatMap((group) => group.paths);
  const seen = new Set<string>();
  const twice = paths.find((path) => seen.size === seen.add(path).size);
  if (twice !== undefined)
    return refuse(`The weight shard ${twice} is listed twice in model.json.`);
  const opened = await Promise.all(paths.map(async (path) => [path, await open(path)] as const));
  const shards = new Map<string, NetworkFile>();
  for (const [path, shard] of opened) {
    if (!shard.ok) return shard;
    shards.set(path, shard.value);
  }
  const weights: StoredWeight[] = [];
  for (const group of manifest) {
    const files = group.paths.flatMap((path) => shards.get(path) ?? []);
    const found = weightsOfGroup(group, joined(files));
    if (!found.ok) return found;
    weights.push(...found.value);
  }
  return ok(weights);
}

function weightsOfGroup(
  { paths, weights }: WeightManifest[number],
  file: NetworkFile,
): Result<readonly StoredWeight[]> {
  const found: StoredWeight[] = [];
  let at = 0;
  for (const spec of weights) {
    const bytes = bytesOf(spec, file, at);
    if (bytes === null) {
      return refuse(`The weight ${spec.name} has the type ${spec.dtype}, which is not supported.`);
    }
    if (!(at + bytes <= file.size)) {
      const last = paths.at(-1) ?? 'the last shard';
      return refuse(
        `The weight shard ${last} ends too early: ${spec.name} is cut off. Install or download the network again.`,
      );
    }
    found.push(stored(spec, file, at, at + bytes));
    at += bytes;
  }
  return ok(found);
}

function stored(spec: WeightSpec, file: NetworkFile, begin: number, end: number): StoredWeight {
  const { name, dtype, shape } = spec;
  return {
    name,
    dtype,
    shape,
    load: (scratch) => toFloat32(spec, file.read(begin, end), scratch),
  };
}

/** How many bytes a weight takes; null: of a type that is not known. */
function bytesOf(spec: WeightSpec, file: NetworkFile, begin: number): number | null {
  const count = sizeOf(spec.shape);
  if (storedType(spec) === 'string') return bytesOfTexts(count, file, begin);
  const width = bytesPerNumber.get(storedType(spec));
  return width === undefined ? null : width * count;
}

/** Texts, such as names of classes: before each its length in 4 bytes. */
function bytesOfTexts(count: number, file: NetworkFile, begin: number): number {
  let at = begin;
  for (let text = 0; text < count; text++) {
    if (at + 4 > file.size) return Number.POSITIVE_INFINITY;
    const head = file.read(at, at + 4);
    at += 4 + new DataView(head.buffer, head.byteOffset, 4).getUint32(0, true);
  }
  return at - begin;
}

function refuse(message: string) {
  return fail({ code: 'network-weights', message });
}

/** Files one behind the other as one; what lies in more than one is copied when it is read. */
function joined(files: readonly NetworkFile[]): NetworkFile {
  const [only] = files;
  if (only && files.length === 1) return only;
  const begins: number[] = [];
  let size = 0;
  for (const file of files) {
    begins.push(size);
    size += file.size;
  }
  return {
    size,
    read: (begin, end) => {
      const pieces = files.flatMap((file, at) => {
        const first = begins[at] as number;
        const [from, to] = [Math.max(begin - first, 0), Math.min(end - first, file.size)];
        return from < to ? [file.read(from, to)] : [];
      });
      const [piece] = pieces;
      return piece && pieces.length === 1 ? piece : join(pieces, end - begin);
    },
  };
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.byteLength;
  }
  return whole;
}
