import type { Result } from '../../common/result.ts';
import { readChecksums } from './checksums.ts';
import type { DownloadProgress } from './download.ts';
import { downloadInWorker } from './download-in-worker.ts';
import { type StoredNetwork, storedNetworks } from './stored-networks.ts';

/** Downloads a network, holds it against the sums, tries it and keeps it; all or nothing. */
export async function openFromUrl(
  url: string,
  sums: string,
  onProgress: (progress: DownloadProgress) => void,
  signal: AbortSignal,
): Promise<Result<StoredNetwork['reference']>> {
  const expected = readChecksums(sums);
  if (!expected.ok) return expected;
  const files = await downloadInWorker(url, expected.value, onProgress, signal);
  if (!files.ok) return files;
  const parts = new URL(url).pathname.split('/');
  return storedNetworks.add(decodeURIComponent(parts.at(-2) || 'network'), files.value);
}
