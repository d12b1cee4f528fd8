import { pointsElsewhere, sameServer } from './addresses.ts';
import { fail, ok, type Problem, type Result } from './result.ts';
import { readStream } from './streams.ts';

interface DownloadOptions {
  /** Called as bytes come in. `total` is null where the server does not say. */
  readonly onProgress?: (bytes: number, total: number | null) => void;
  readonly request?: RequestInit;
  /** Follows no redirect to another server. In a browser that is none at all: it does not say where they lead. */
  readonly stay?: boolean;
}

/** Downloads a file. Problems: `download`; `elsewhere` for a redirect that is not followed. */
export async function download(
  url: string,
  { onProgress = () => {}, request = {}, stay = false }: DownloadOptions = {},
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  try {
    const answer = await (stay ? fetchStaying(url, request) : fetchAnywhere(url, request));
    if (!answer.ok) return answer;
    const response = answer.value;
    if (!response.ok) return fail(unreachable(url, `the server answered ${response.status}`));
    const length = Number(response.headers.get('content-length'));
    const total = length > 0 ? length : null;
    if (!response.body) return ok(new Uint8Array());
    return ok(await readStream(response.body, (bytes) => onProgress(bytes, total)));
  } catch (error) {
    return fail(unreachable(url, error instanceof Error ? error.message : String(error)));
  }
}

async function fetchAnywhere(url: string, request: RequestInit): Promise<Result<Response>> {
  return ok(await fetch(url, request));
}

const mostRedirects = 10;

async function fetchStaying(url: string, request: RequestInit): Promise<Result<Response>> {
  let address = new URL(url);
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const response = await fetch(address, { ...request, redirect: 'manual' });
    if (response.type === 'opaqueredirect') {
      return fail(pointsElsewhere(url, 'the browser does not say which'));
    }
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) return ok(response);
    await response.body?.cancel();
    const next = new URL(location, address);
    if (!sameServer(address, next)) return fail(pointsElsewhere(url, next.host || next.href));
    address = next;
  }
  return fail(unreachable(url, `the server redirected more than ${mostRedirects} times`));
}

function unreachable(url: string, why: string): Problem {
  return {
    code: 'download',
    message: `${url} could not be downloaded: ${why}.`,
    remedy: 'Check the address and the connection.',
  };
}
