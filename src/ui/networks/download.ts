import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { sha256 } from '../../common/sha256.ts';
import type { Checksums } from './checksums.ts';

export interface NetworkFile {
  /** As the manifest of model.json names it. */
  readonly name: string;
  readonly blob: Blob;
}

export interface DownloadProgress {
  readonly file: string;
  readonly bytes: number;
  /** Bytes of the file, where the server tells them. */
  readonly total: number | undefined;
  readonly done: number;
  readonly files: number;
}

/**
 * Downloads a model.json and the weights it names. The page may not do that itself: its content
 * security policy lets it speak with its own server only (`downloadInWorker`).
 * @returns problems `download`, `checksum`, `not-a-network`.
 */
export async function downloadNetwork(
  url: string,
  sums: Checksums,
  onProgress: (progress: DownloadProgress) => void,
): Promise<Result<readonly NetworkFile[]>> {
  const fetched: NetworkFile[] = [];
  let names: readonly string[] = ['model.json'];
  for (let at = 0; at < names.length; at += 1) {
    const name = names[at] ?? '';
    const address = at === 0 ? url : new URL(name, url).href;
    const read = await readFile(address, (bytes, total) =>
      onProgress({ file: name, bytes, total, done: at, files: names.length }),
    );
    if (!read.ok) return read;
    const checked = await checkSum(name, read.value, sums);
    if (!checked.ok) return checked;
    fetched.push({ name, blob: read.value });
    if (at > 0) continue;
    const shards = shardNames(await read.value.text());
    if (!shards.ok) return shards;
    names = [...names, ...shards.value];
  }
  return ok(fetched);
}

/** The weight files that a model.json names, in order. Problem: `not-a-network`. */
export function shardNames(text: string): Result<readonly string[]> {
  try {
    const { weightsManifest } = JSON.parse(text) as { weightsManifest: { paths: string[] }[] };
    const names = weightsManifest.flatMap(({ paths }) => paths);
    if (names.every((name) => typeof name === 'string')) return ok(names);
  } catch {
    // Told below.
  }
  return fail(notANetwork);
}

/** Holds a file against the sum that is expected of it, if any. Problem: `checksum`. */
export async function checkSum(name: string, blob: Blob, sums: Checksums): Promise<Result<string>> {
  const sum = await sha256(blob);
  const expected = sums.get(name.replace(/^.*\//, ''));
  if (expected === undefined || expected === sum) return ok(sum);
  return fail({
    code: 'checksum',
    message: `The SHA-256 of ${name} differs: expected ${expected.slice(0, 12)}…, found ${sum.slice(0, 12)}…. Nothing was stored. Check the address, or the sum.`,
  });
}

async function readFile(
  url: string,
  onBytes: (bytes: number, total: number | undefined) => void,
): Promise<Result<Blob>> {
  try {
    const response = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!response.ok || !response.body)
      return fail(unreachable(url, `the server answered ${response.status}`));
    const length = Number(response.headers.get('content-length'));
    const total = length > 0 ? length : undefined;
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let bytes = 0;
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      bytes += part.value.length;
      onBytes(bytes, total);
    }
    return ok(new Blob(parts));
  } catch (error) {
    return fail(unreachable(url, error instanceof Error ? error.message : String(error)));
  }
}

function unreachable(url: string, why: string): Problem {
  return {
    code: 'download',
    message: `${url} could not be downloaded: ${why}. Nothing was stored. Check the address; the server must allow other sites (CORS).`,
  };
}

const notANetwork: Problem = {
  code: 'not-a-network',
  message: 'This is not the model.json of a TensorFlow.js layers model: it names no weights.',
};
