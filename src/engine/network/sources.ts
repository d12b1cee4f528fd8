import { fail, ok, type Result } from '../../common/result.ts';
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

export interface Download {
  readonly file: string;
  readonly loadedBytes: number;
  /** Null where the server does not say. */
  readonly totalBytes: number | null;
}

/**
 * Files beside a model.json on a server.
 * @param modelUrl absolute URL of the model.json.
 * @param onProgress called as bytes come in.
 */
export function urlSource(
  modelUrl: string,
  onProgress: (download: Download) => void = () => {},
  signal?: AbortSignal,
): NetworkSource {
  return {
    read: async (file) => {
      const url = file === 'model.json' ? modelUrl : new URL(file, modelUrl).href;
      try {
        const response = await fetch(url, signal ? { signal } : {});
        if (!response.ok) return fail(missing(url, `the server answered ${response.status}`));
        return ok(
          await readBody(response, (loadedBytes, totalBytes) =>
            onProgress({ file, loadedBytes, totalBytes }),
          ),
        );
      } catch (error) {
        return fail(missing(url, error instanceof Error ? error.message : String(error)));
      }
    },
  };
}

async function readBody(
  response: Response,
  onProgress: (loaded: number, total: number | null) => void,
): Promise<Uint8Array> {
  const length = Number(response.headers.get('content-length'));
  const total = length > 0 ? length : null;
  const chunks: Uint8Array[] = [];
  let loaded = 0;
  // A body is an async iterable in Node and a reader everywhere.
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    chunks.push(next.value);
    loaded += next.value.length;
    onProgress(loaded, total);
  }
  const bytes = new Uint8Array(loaded);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function missing(file: string, why: string) {
  return {
    code: 'network-file',
    message: `The network's file ${file} could not be read: ${why}. Check the address and that all files of the network are there.`,
  };
}
