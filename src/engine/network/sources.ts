import { download } from '../../common/download.ts';
import { fail, type Result } from '../../common/result.ts';
import type { Ir } from './ir.ts';

/** Where a network's files come from: a server (`urlSource`), a folder, …. */
export interface NetworkSource {
  /** Reads one file, e.g. "model.json" or a shard by its name in the manifest. */
  readonly read: (file: string) => Promise<Result<Uint8Array>>;
}

/** Gives a file of a network, its checksum verified. */
export type ReadFile = NetworkSource['read'];

/**
 * Makes the IR from the files of one format. It asks for them in an order that depends on their
 * content alone, because the network's hash is over them in that order.
 * @returns problems of the files, and `network-format`, `network-unsupported`, `network-inputs`,
 *   `network-weights` for what is in them.
 */
export type Importer = (read: ReadFile) => Promise<Result<Ir>>;

/**
 * Files beside a model.json on a server.
 * @param modelUrl absolute URL of the model.json.
 */
export function urlSource(modelUrl: string): NetworkSource {
  return {
    read: async (file) => {
      const read = await download(file === 'model.json' ? modelUrl : new URL(file, modelUrl).href);
      return read.ok ? read : fail({ ...read.problem, code: 'network-file' });
    },
  };
}
