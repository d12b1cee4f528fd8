/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const roundConstants = fractions(64, Math.cbrt);
/** Likewise of the square roots of the first 8. */
const initialState = fractions(8, Math.sqrt);

/**
 * SHA-256 (FIPS 180-4) of a text's UTF-8 bytes, as lower-case hex. WebCrypto has it too, but only
 * as a promise, and `compile` is synchronous.
 */
export function sha256Text(text: string): string {
  const words = padded(new TextEncoder().encode(text));
  const state = Int32Array.from(initialState);
  const schedule = new Int32Array(64);
  for (let block = 0; block < words.length; block += 16) {
    absorb(state, schedule, words, block);
  }
  let hex = '';
  for (const word of state) hex += (word >>> 0).toString(16).padStart(8, '0');
  return hex;
}

/** Big-endian words: the bytes, one 1 bit, zeros, and the length in bits in the last two words. */
function padded(bytes: Uint8Array): Int32Array {
  const blocks = Math.ceil((bytes.length + 9) / 64);
  const words = new Int32Array(blocks * 16);
  for (let i = 0; i < bytes.length; i++) {
    words[i >> 2] = (words[i >> 2] as number) | ((bytes[i] as number) << (24 - (i & 3) * 8));
  }
  const end = bytes.length;
  words[end >> 2] = (words[end >> 2] as number) | (0x80 << (24 - (end & 3) * 8));
  words[words.length - 2] = Math.floor(bytes.length / 2 ** 29);
  words[words.length - 1] = bytes.length << 3;
  return words;
}

function absorb(state: Int32Array, schedule: Int32Array, words: Int32Array, block: number): void {
  for (let i = 0; i < 16; i++) schedule[i] = words[block + i] as number;
  for (let i = 16; i < 64; i++) {
    const near = schedule[i - 2] as number;
    const far = schedule[i - 15] as number;
    const spreadNear = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
    const spreadFar = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
    schedule[i] =
      spreadNear + (schedule[i - 7] as number) + spreadFar + (schedule[i - 16] as number);
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as Eight;
  for (let i = 0; i < 64; i++) {
    const high = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const choice = (e & f) ^ (~e & g);
    const added = (h + high + choice + (roundConstants[i] as number) + (schedule[i] as number)) | 0;
    const low = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + added) | 0;
    d = c;
    c = b;
    b = a;
    a = (added + low + majority) | 0;
  }
  const after = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i++) state[i] = (state[i] as number) + (after[i] as number);
}

type Eight = [number, number, number, number, number, number, number, number];

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function fractions(count: number, root: (n: number) => number): Int32Array {
  const words = new Int32Array(count);
  for (let n = 2, found = 0; found < count; n++) {
    if (!isPrime(n)) continue;
    words[found++] = Math.floor((root(n) % 1) * 2 ** 32);
  }
  return words;
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
}
