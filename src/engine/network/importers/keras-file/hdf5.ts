import { Dataset, File, Group, ready } from 'h5wasm';
import type { Weights } from '../../ir.ts';
import { type NetworkFile, NetworkFileError } from '../../sources.ts';
import { sizeOf } from '../../weights.ts';
import { widen } from '../tfjs-files/stored-numbers.ts';
import { isEndless } from './heaps.ts';

/*
 * HDF5 by the library of its makers, compiled to wasm. It takes files from a file system of its own, in
 * memory; the one given here reads on from the network's file, so that of a large file only what is
 * asked for is read. Loaded when the first HDF5 file is opened.
 */

/** An HDF5 file that is open. */
export interface Hdf5 {
  /** A text that is attached to the whole. */
  readonly text: (attribute: string) => string | null;
  /** All numbers below a group, by their paths. */
  readonly numbers: (group: string) => ReadonlyMap<string, Weights>;
}

/** Groups and numbers, far above any in use, and how deep they may lie. */
const most = 20_000;
const deepest = 32;
/** What is unpacked may be so many times as large as the file. */
const mostUnpacked = 256;
let opened = 0;

/** @returns null for a file that is damaged. */
export async function openHdf5(source: NetworkFile): Promise<Hdf5 | null> {
  const library = await ready;
  silence(library.FS as unknown as FileSystem);
  opened += 1;
  const name = `network-${opened}.h5`;
  const guarded = mount(library.FS as unknown as FileSystem, name, source);
  const file = guarded(() => new File(`/${name}`, 'r'));
  // For some files that are damaged it throws nothing, and gives an id below 0.
  if (!file || file.file_id < 0n) return null;
  const weights = (dataset: Dataset) => weightsOf(library, dataset, source.size, guarded);
  return {
    text: (attribute) => guarded(() => textOf(file, attribute)),
    numbers: (group) => guarded(() => numbersBelow(file, group, weights)) ?? new Map(),
  };
}

/** What is read of the library, which throws what it finds wrong; null then. @throws NetworkFileError */
type Guarded = <Value>(read: () => Value) => Value | null;

function textOf(file: File, attribute: string): string | null {
  const value = file.attrs[attribute]?.value;
  return typeof value === 'string' ? value : null;
}

type Library = Awaited<typeof ready>;

function numbersBelow(
  file: File,
  root: string,
  weightsOf: (dataset: Dataset) => Weights | null,
): ReadonlyMap<string, Weights> {
  const found = new Map<string, Weights>();
  let visited = 0;
  const visit = (group: Group, path: string, depth: number): void => {
    for (const key of group.keys()) {
      visited += 1;
      if (visited > most || depth > deepest) return;
      const below = path === '' ? key : `${path}/${key}`;
      const entity = group.get(key);
      if (entity instanceof Group) visit(entity, below, depth + 1);
      else if (entity instanceof Dataset) {
        const weights = weightsOf(entity);
        if (weights) found.set(below, weights);
      }
    }
  };
  const top = root === '' ? file : file.get(root);
  if (top instanceof Group) visit(top, '', 0);
  return found;
}

/** How an array lies in memory; null for what holds no numbers. */
function weightsOf(
  library: Library,
  dataset: Dataset,
  size: number,
  guarded: Guarded,
): Weights | null {
  const {
    shape,
    type,
    size: width,
    littleEndian,
    signed,
    vlen,
    total_size: count,
  } = dataset.metadata;
  const unpack = type === 1 ? floats[width] : type === 0 ? whole(width, signed) : undefined;
  if (!shape || !unpack || !littleEndian || vlen || shape.length > 8) return null;
  const bytes = width * count;
  if (count !== sizeOf(shape) || !(bytes <= size * mostUnpacked)) return null;
  return {
    shape,
    load: () => {
      const packed = guarded(() => bytesOf(library, dataset, bytes));
      if (!packed) throw new NetworkFileError(damaged(dataset.path));
      const numbers = unpack(packed);
      return numbers instanceof Float32Array ? numbers : Float32Array.from(numbers);
    },
  };
}

function damaged(path: string) {
  return {
    code: 'network-weights',
    message: `The numbers ${path} cannot be read: the file is damaged.`,
    remedy: 'Download or export the network again.',
  };
}

type Unpack = (buffer: ArrayBuffer) => Float32Array | Iterable<number>;

const floats: Readonly<Record<number, Unpack>> = {
  2: (buffer) => widen(new Uint16Array(buffer)),
  4: (buffer) => new Float32Array(buffer),
  8: (buffer) => new Float64Array(buffer),
};

function whole(width: number, signed: boolean): Unpack | undefined {
  const kinds: Readonly<Record<number, readonly [Unpack, Unpack]>> = {
    1: [(buffer) => new Int8Array(buffer), (buffer) => new Uint8Array(buffer)],
    2: [(buffer) => new Int16Array(buffer), (buffer) => new Uint16Array(buffer)],
    4: [(buffer) => new Int32Array(buffer), (buffer) => new Uint32Array(buffer)],
    8: [
      (buffer) => Array.from(new BigInt64Array(buffer), Number),
      (buffer) => Array.from(new BigUint64Array(buffer), Number),
    ],
  };
  return kinds[width]?.[signed ? 0 : 1];
}

/** Its bytes as the file has them, unpacked. The library's own reading knows no float16. */
function bytesOf(library: Library, dataset: Dataset, length: number): ArrayBuffer {
  const place = library._malloc(length);
  if (place === 0) throw new Error('There is no memory left.');
  try {
    const { file_id: file, path } = dataset;
    library.get_dataset_data(file, path, null, null, null, BigInt(place));
    return library.HEAPU8.slice(place, place + length).buffer as ArrayBuffer;
  } finally {
    library._free(place);
  }
}

/** What is used of Emscripten's file system. */
interface FileSystem {
  readonly createFile: (
    folder: string,
    name: string,
    properties: object,
    canRead: boolean,
    canWrite: boolean,
  ) => { stream_ops: object };
  readonly ErrnoError: new (code: number) => Error;
  readonly streams: readonly ({ tty?: { ops: object } } | null | undefined)[];
}

/** It prints all that it finds wrong, though it throws it too. */
function silence({ streams }: FileSystem): void {
  const tty = streams[2]?.tty;
  if (tty) tty.ops = { put_char: () => {}, fsync: () => {} };
}

/** What is read of the structure comes in pieces of at most so many bytes. */
const mostOfStructure = 2 ** 16;
/** "Input/output error." */
const eio = 29;

/** A file that reads on from another as it is read itself, as Emscripten's own lazy files do. */
function mount(system: FileSystem, name: string, source: NetworkFile): Guarded {
  const node = system.createFile('/', name, {}, true, false);
  Object.defineProperty(node, 'usedBytes', { get: () => source.size });
  let failure: unknown = null;
  const read = (_: unknown, memory: Uint8Array, offset: number, length: number, at: number) => {
    const end = Math.min(at + length, source.size);
    if (at >= end) return 0;
    try {
      const bytes = source.read(at, end);
      if (length <= mostOfStructure && isEndless(source, at, bytes)) {
        throw new system.ErrnoError(eio);
      }
      new Uint8Array(memory.buffer, memory.byteOffset + offset, bytes.length).set(bytes);
      return bytes.length;
    } catch (error) {
      if (error instanceof NetworkFileError) failure = error;
      throw new system.ErrnoError(eio);
    }
  };
  node.stream_ops = { ...node.stream_ops, read };
  return (work) => {
    failure = null;
    try {
      return work();
    } catch {
      if (failure) throw failure;
      return null;
    }
  };
}
