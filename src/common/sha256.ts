import { sha256 as hash } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { fail, ok, type Result } from './result.ts';

/** SHA-256 as lower-case hex. */
export async function sha256(data: Uint8Array | Blob): Promise<string> {
  if (data instanceof Blob && data.size > wholeUpTo) return sha256OfLarge(data);
  const bytes = data instanceof Blob ? new Uint8Array(await data.arrayBuffer()) : data;
  // Web Crypto of Node copies what it is given, which takes ten times as long as the sum.
  const node = globalThis.process?.getBuiltinModule?.('node:crypto');
  if (node) return node.createHash('sha256').update(bytes).digest('hex');
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Files larger than this are never in memory as a whole. */
const wholeUpTo = 2 ** 26;

async function sha256OfLarge(blob: Blob): Promise<string> {
  const sum = hash.create();
  const length = 2 ** 21;
  for (let at = 0; at < blob.size; at += length) {
    sum.update(new Uint8Array(await blob.slice(at, at + length).arrayBuffer()));
  }
  return bytesToHex(sum.digest());
}

/** SHA-256 of bytes that come one piece after the other, likewise. @param head a text before them. */
export async function sha256OfPieces(pieces: Iterable<Uint8Array>, head = ''): Promise<string> {
  const node = globalThis.process?.getBuiltinModule?.('node:crypto');
  const sum = node?.createHash('sha256') ?? hash.create();
  sum.update(encoder.encode(head));
  for (const piece of pieces) sum.update(piece);
  return bytesToHex(sum.digest());
}

/**
 * SHA-256 of a text's UTF-8 bytes, likewise. The platform has it only as a promise, and `compile` is
 * synchronous.
 */
export function sha256Text(text: string): string {
  // A character takes at most three bytes.
  if (3 * text.length > utf8.length) utf8 = new Uint8Array(3 * text.length);
  const { written } = encoder.encodeInto(text, utf8);
  return bytesToHex(hash(utf8.subarray(0, written)));
}

const encoder = new TextEncoder();
/** Used again for each text: a compilation hashes thousands of short ones. */
let utf8 = new Uint8Array(4096);

/**
 * The sum of a file, which is the expected one where one is known.
 * @param name how sentences call the file.
 * @returns problem `checksum`; its remedy depends on where the file comes from.
 */
export async function checkSha256(
  name: string,
  data: Uint8Array | Blob,
  expected: string | undefined,
): Promise<Result<string>> {
  const found = await sha256(data);
  if (expected === undefined || expected === found) return ok(found);
  return fail({
    code: 'checksum',
    message: `The SHA-256 of ${name} differs: expected ${expected.slice(0, 12)}…, found ${found.slice(0, 12)}….`,
  });
}
