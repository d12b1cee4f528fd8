import { addressBeside } from '../../common/addresses.ts';
import { download } from '../../common/download.ts';
import type { ByteRange } from '../../common/file-sum.ts';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import type { InputRange, RangeName } from './input-range.ts';
import type { Ir } from './ir.ts';

/** A file of a network, read piece by piece: weights of layers that nobody uses are never read. */
export interface NetworkFile {
  /** In bytes. */
  readonly size: number;
  /**
   * Bytes [begin, end), at once: weights are unpacked in the middle of a run. Not to be changed.
   * @throws NetworkFileError where the file is gone or has changed.
   */
  readonly read: (begin: number, end: number) => Uint8Array;
}

/** A file could be opened, and cannot be read now. Whoever runs the network makes a `Problem` of it. */
export class NetworkFileError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** Where a network's files come from: a server (`urlSource`), a folder, …. */
export interface NetworkSource {
  /** Opens a file by the name by which another one names it; '' is the file that was chosen. */
  readonly open: (file: string) => Promise<Result<NetworkFile>>;
}

/** Opens a further file of a network; what is small is verified and in memory by then. */
export type OpenFile = NetworkSource['open'];

/** One format of networks (docs/adding-an-importer.md). */
export interface Importer {
  /** In a sentence that lists the formats, e.g. "the model.json of a TensorFlow.js layers model". */
  readonly words: string;
  /** Whether this is such a file, by its content, never its name. */
  readonly accepts: (main: NetworkFile) => boolean;
  /**
   * Asks for further files in an order that depends on their content alone, because the network's
   * hash is over them in that order.
   * @returns problems of the files, and `network-format`, `network-unsupported`, `network-inputs`,
   *   `network-weights` for what is in them.
   */
  readonly toIr: (main: NetworkFile, open: OpenFile) => Promise<Result<Imported>>;
}

export interface Imported {
  readonly ir: Ir;
  /**
   * What was left out: the tail of a classifier, nodes that cannot be read (by name, operation and
   * reason) and what reads them.
   */
  readonly notes?: readonly Problem[];
  /** What the files say of the pictures that the network wants, if anything. */
  readonly wants?: InputRange;
  /** What networks of this format usually want, where nothing tells. Absent: values from 0 to 1. */
  readonly usual?: RangeName;
  /** The format in words for people, e.g. "ONNX, opset 17". */
  readonly format?: string;
  /** Where the tensors lie in files that hold little else, in order: of a large file, samples of them stand for all. */
  readonly tensors?: ReadonlyMap<NetworkFile, readonly ByteRange[]>;
}

/** A file that is in memory as a whole. */
export function inMemory(bytes: Uint8Array): NetworkFile {
  return { size: bytes.length, read: (begin, end) => bytes.subarray(begin, end) };
}

/** Whether a file begins as a JSON object does, in any encoding that shells write. */
export function isJson(file: NetworkFile): boolean {
  const head = file.read(0, Math.min(file.size, 64));
  const first = head.find((byte) => !nothing.has(byte));
  return first === '{'.charCodeAt(0);
}

/** White space, and what stands before and between letters in UTF-8 and UTF-16. */
const nothing = new Set([0, 9, 10, 13, 32, 0xef, 0xbb, 0xbf, 0xff, 0xfe]);

/**
 * Files beside a model on a server.
 * @param modelUrl absolute URL of its main file.
 */
export function urlSource(modelUrl: string): NetworkSource {
  return {
    open: async (file) => {
      const address = file === '' ? ok(modelUrl) : addressBeside(file, modelUrl, true);
      if (!address.ok) return address;
      const read = await download(address.value);
      return read.ok ? ok(inMemory(read.value)) : fail({ ...read.problem, code: 'network-file' });
    },
  };
}
