import { fail, ok, type Result } from '../../common/result.ts';

/** File name -> SHA-256, lower case hex. */
export type Checksums = ReadonlyMap<string, string>;

/**
 * Reads what a person pastes: one sum, which is that of model.json, or lines as `sha256sum` prints
 * them. Nothing is no sums. Problem: `checksum-form`.
 */
export function readChecksums(text: string): Result<Checksums> {
  const sums = new Map<string, string>();
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed === '') continue;
    const [, sum, file = 'model.json'] = /^([0-9a-f]{64})(?:\s+\*?(.+))?$/i.exec(trimmed) ?? [];
    if (sum === undefined) {
      return fail({
        code: 'checksum-form',
        message: `"${trimmed.slice(0, 40)}" is not a SHA-256 sum. A sum has 64 digits from 0 to f.`,
      });
    }
    sums.set(file.replace(/^.*\//, ''), sum.toLowerCase());
  }
  return ok(sums);
}
