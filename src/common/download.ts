import { fail, ok, type Problem, type Result } from './result.ts';
import { readStream } from './streams.ts';

interface DownloadOptions {
  /** Called as bytes come in. `total` is null where the server does not say. */
  readonly onProgress?: (bytes: number, total: number | null) => void;
  readonly request?: RequestInit;
}

/** Downloads a file. Problem: `download`. */
export async function download(
  url: string,
  { onProgress = () => {}, request = {} }: DownloadOptions = {},
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  try {
    const response = await fetch(url, request);
    if (!response.ok) return fail(unreachable(url, `the server answered ${response.status}`));
    const length = Number(response.headers.get('content-length'));
    const total = length > 0 ? length : null;
    if (!response.body) return ok(new Uint8Array());
    return ok(await readStream(response.body, (bytes) => onProgress(bytes, total)));
  } catch (error) {
    return fail(unreachable(url, error instanceof Error ? error.message : String(error)));
  }
}

function unreachable(url: string, why: string): Problem {
  return {
    code: 'download',
    message: `${url} could not be downloaded: ${why}.`,
    remedy: 'Check the address and the connection.',
  };
}
