import type { Dropped, PlacedFile } from '../kit/files.ts';
import { filesIn } from './dropped-folder.ts';

/** How much of a file is looked at, in bytes. */
const head = 4096;

/**
 * Which of several files is the network that names the others, likeliest first; by what is in them,
 * as the importers do it, which have the last word.
 */
export async function findMainFiles(files: readonly PlacedFile[]): Promise<readonly PlacedFile[]> {
  const ranked = await Promise.all(
    files.map(async (placed) => ({ placed, rank: await rankOf(placed.file) })),
  );
  const found = ranked.filter(({ rank }) => rank < never);
  const chosen = found.length > 0 ? found : ranked;
  return chosen.sort((a, b) => a.rank - b.rank).map(({ placed }) => placed);
}

/** Of what stands beside a network: labels, settings. */
const never = 9;

async function rankOf(file: Blob): Promise<number> {
  const bytes = new Uint8Array(await file.slice(0, head).arrayBuffer());
  const text = new TextDecoder('latin1').decode(bytes);
  if (/^\s*\{/.test(text)) return (await isModelJson(file, text)) ? 0 : never;
  if (text.startsWith('\x89HDF') || text.startsWith('PK')) return 1;
  // An ONNX file begins with the version of its format.
  return bytes[0] === 8 && (bytes[1] ?? 0) < 32 ? 2 : 5;
}

/** Whether a file, or its beginning, is the JSON of a network. */
async function isModelJson(file: Blob, beginning?: string): Promise<boolean> {
  const start = beginning ?? (await file.slice(0, head).text());
  const names = /"(modelTopology|weightsManifest)"/;
  if (/"format":\s*"dreamgraph"/.test(start)) return false;
  // Settings may stand before: the end has the list of weights then.
  return names.test(start) || names.test(await file.slice(-2 * head).text());
}

/**
 * What was dropped, if it is a network or has one in it.
 * @param sure whether it can be nothing else, by where it was dropped.
 */
export async function networkIn(
  dropped: Dropped,
  sure: boolean,
): Promise<readonly PlacedFile[] | undefined> {
  const files = await filesIn(dropped);
  if (sure) return files;
  for (const { path, file } of files) {
    if (/\.(onnx|keras|h5|hdf5)$/i.test(path)) return files;
    if (/\.json$/i.test(path) && (await isModelJson(file))) return files;
  }
  return undefined;
}
