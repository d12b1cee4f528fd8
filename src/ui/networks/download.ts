import { addressBeside, elsewhere } from '../../common/addresses.ts';
import { download } from '../../common/download.ts';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { checkSha256 } from '../../common/sha256.ts';
import { decodeText } from '../../common/text.ts';
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
  readonly total: number | null;
  readonly done: number;
  readonly files: number;
}

/**
 * Downloads a network: one file, or a model.json and the weights it names. The page may not do that itself: its content
 * security policy lets it speak with its own server only (`downloadInWorker`).
 * @param leave whether files and redirects may lead to other servers than that of model.json.
 * @returns problems `download`, `checksum`, `not-a-network`, `elsewhere`.
 */
export async function downloadNetwork(
  url: string,
  sums: Checksums,
  onProgress: (progress: DownloadProgress) => void,
  leave = false,
): Promise<Result<readonly NetworkFile[]>> {
  const fetched: NetworkFile[] = [];
  let names: readonly string[] = [fileNameAt(url)];
  for (let at = 0; at < names.length; at += 1) {
    const name = names[at] ?? '';
    const address = at === 0 ? ok(url) : addressBeside(name, url, leave);
    if (!address.ok) return address;
    const read = await readFile(address.value, !leave, (bytes, total) =>
      onProgress({ file: name, bytes, total, done: at, files: names.length }),
    );
    if (!read.ok) return read;
    const checked = await checkSum(name, read.value, at === 0 ? sumsOfMain(name, sums) : sums);
    if (!checked.ok) return checked;
    fetched.push({ name, blob: read.value });
    if (at > 0) continue;
    // Of other formats the worker reads which files they name.
    if (!/^\s*\{/.test(await read.value.slice(0, 64).text())) return ok(fetched);
    const shards = shardNames(decodeText(new Uint8Array(await read.value.arrayBuffer())));
    if (!shards.ok) return shards;
    names = [...names, ...shards.value];
  }
  return ok(fetched);
}

/**
 * Downloads one more file of a network, beside its main file, which names it.
 * @returns problems as of `downloadNetwork`.
 */
export async function downloadBeside(
  file: string,
  url: string,
  sums: Checksums,
  onProgress: (progress: DownloadProgress) => void,
  leave = false,
): Promise<Result<NetworkFile>> {
  const address = addressBeside(file, url, leave);
  if (!address.ok) return address;
  const read = await readFile(address.value, !leave, (bytes, total) =>
    onProgress({ file, bytes, total, done: 0, files: 1 }),
  );
  if (!read.ok) return read;
  const checked = await checkSum(file, read.value, sums);
  return checked.ok ? ok({ name: file, blob: read.value }) : checked;
}

/** A sum by itself is that of the file at the address, whatever its name. */
function sumsOfMain(name: string, sums: Checksums): Checksums {
  const sum = sums.get(name) ?? sums.get('model.json');
  return sum === undefined ? sums : new Map([[name, sum]]);
}

/** The last part of an address. */
function fileNameAt(url: string): string {
  const [, name = ''] = /([^/]*)$/.exec(new URL(url).pathname) ?? [];
  try {
    return decodeURIComponent(name).replaceAll('/', '-') || 'model.json';
  } catch {
    return name;
  }
}

/** The weight files that a model.json names, in order. Problem: `not-a-network`. */
export function shardNames(text: string): Result<readonly string[]> {
  try {
    const { weightsManifest } = JSON.parse(text) as { weightsManifest: { paths: unknown[] }[] };
    const names = weightsManifest.flatMap(({ paths }) => (Array.isArray(paths) ? paths : [null]));
    if (names.every((name) => typeof name === 'string')) return ok(names);
  } catch {
    // Told below.
  }
  return fail(notANetwork);
}

/** Holds a file against the sum that is expected of it, if any. Problem: `checksum`. */
export async function checkSum(name: string, blob: Blob, sums: Checksums): Promise<Result<string>> {
  const checked = await checkSha256(name, blob, sums.get(name.replace(/^.*\//, '')));
  if (checked.ok) return checked;
  const remedy = 'Nothing was stored. Check the address, or the sum.';
  return fail({ ...checked.problem, remedy });
}

async function readFile(
  url: string,
  stay: boolean,
  onProgress: (bytes: number, total: number | null) => void,
): Promise<Result<Blob>> {
  const request = { credentials: 'omit', referrerPolicy: 'no-referrer' } as const;
  const read = await download(url, { onProgress, request, stay });
  if (read.ok) return ok(new Blob([read.value]));
  if (read.problem.code === elsewhere) return read;
  const remedy = 'Nothing was stored. Check the address; the server must allow other sites (CORS).';
  return fail({ ...read.problem, remedy });
}

const notANetwork: Problem = {
  code: 'not-a-network',
  message: 'This is not the model.json of a TensorFlow.js layers model: it names no weights.',
};
