import { type ByteRange, rangesOfSum, wholeUpTo } from '../../../common/file-sum.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import { sha256, sha256OfPieces } from '../../../common/sha256.ts';
import { inMemory, type NetworkFile } from '../sources.ts';

/** How much of a file is in memory at once while it is hashed. */
const pieceLength = 2 ** 22;
/** How much of a tensor stands for it, at its beginning, middle and end. */
const sampleLength = 512;

export interface VerifiedFile {
  readonly file: NetworkFile;
  /** SHA-256, hex; null: only known when it is known where its tensors lie (`fingerprint`). */
  readonly hash: string | null;
}

/**
 * Holds a file against the sum that is expected of it.
 * @param name how sentences call it. @param expected SHA-256 of the whole file.
 */
export async function verifyFile(
  file: NetworkFile,
  name: string,
  expected: string | undefined,
): Promise<Result<VerifiedFile>> {
  const large = file.size > wholeUpTo;
  const kept = large ? file : inMemory(file.read(0, file.size));
  const hash = large ? null : await sha256(kept.read(0, file.size));
  if (expected === undefined || expected === hash) return ok({ file: kept, hash });
  if (large && (await hasSum(file, expected))) return ok({ file, hash });
  const found = hash ?? (await sumOf(file));
  return fail({
    code: 'network-checksum',
    message: `The SHA-256 of ${name} differs: expected ${expected.slice(0, 12)}…, found ${found.slice(0, 12)}….`,
    remedy: 'Run "npm run -s assets", or download the network again.',
  });
}

/**
 * Stands for the content of a large file that is not read as a whole: SHA-256 over its size, all that
 * is no tensor, and samples of each tensor (docs/decisions/017-a-large-file-is-sampled.md).
 * @param tensors in the order of the file; none: all of it is hashed.
 */
export function fingerprint(file: NetworkFile, tensors: readonly ByteRange[]): Promise<string> {
  if (tensors.length === 0) return hashWhole(file);
  const ranges: ByteRange[] = [];
  let at = 0;
  for (const { begin, end } of tensors) {
    ranges.push({ begin: at, end: begin }, ...samplesOf({ begin, end }));
    at = Math.max(at, end);
  }
  ranges.push({ begin: at, end: file.size });
  return sha256OfPieces(piecesOf(file, ranges), `${file.size}`);
}

/**
 * What a graph or picture that names a file knows it by: its SHA-256, hex; of a large file that over its
 * size, beginning, end, and samples at even distances.
 */
export function sumOf(file: NetworkFile): Promise<string> {
  if (file.size <= wholeUpTo) return hashWhole(file);
  return sha256OfPieces(piecesOf(file, rangesOfSum(file.size)), `${file.size}`);
}

/** Whether this is the file of that sum, or of that SHA-256 over all of it. */
export async function hasSum(file: NetworkFile, expected: string): Promise<boolean> {
  if ((await sumOf(file)) === expected) return true;
  return file.size > wholeUpTo && (await hashWhole(file)) === expected;
}

/** SHA-256 of a file that need not fit into memory, hex. */
function hashWhole(file: NetworkFile): Promise<string> {
  return sha256OfPieces(piecesOf(file, [{ begin: 0, end: file.size }]));
}

function samplesOf({ begin, end }: ByteRange): readonly ByteRange[] {
  if (end - begin <= 3 * sampleLength) return [{ begin, end }];
  const middle = Math.floor((begin + end - sampleLength) / 2);
  return [begin, middle, end - sampleLength].map((from) => ({
    begin: from,
    end: from + sampleLength,
  }));
}

function* piecesOf(file: NetworkFile, ranges: readonly ByteRange[]): Iterable<Uint8Array> {
  for (const { begin, end } of ranges) {
    for (let at = begin; at < end; at += pieceLength) {
      yield file.read(at, Math.min(at + pieceLength, end));
    }
  }
}
