/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const roundConstants = fractions(64, Math.cbrt);
/** Likewise of the square roots of the first 8. */
const initialState = fractions(8, Math.sqrt);

/**
 * SHA-256 (FIPS 180-4) of a text's UTF-8 bytes, as lower-case hex. WebCrypto has it too, but only
 * as a promise, and `compile` is synchronous.
 */
export function sha256Text(text: string): string {
  const message = padded(text);
  const state = Int32Array.from(initialState);
  for (let block = 0; block < message.byteLength; block += 64) absorb(state, message, block);
  let hex = '';
  for (const word of state) hex += (word >>> 0).toString(16).padStart(8, '0');
  return hex;
}

const encoder = new TextEncoder();
/** Reused for short texts, which come by the thousand. */
const desk = new Uint8Array(16 * 1024);
const schedule = new Int32Array(64);

/** The text's bytes, one 1 bit, zeros, and the length in bits in the last two words. */
function padded(text: string): DataView {
  // A UTF-16 unit takes at most three bytes; the padding takes at most 72.
  const room = text.length * 3 + 72;
  const bytes = room <= desk.length ? desk : new Uint8Array(room);
  const { written: end } = encoder.encodeInto(text, bytes);
  const length = Math.ceil((end + 9) / 64) * 64;
  bytes.fill(0, end, length);
  bytes[end] = 0x80;
  const view = new DataView(bytes.buffer, 0, length);
  view.setUint32(length - 8, Math.floor(end / 2 ** 29));
  view.setUint32(length - 4, (end << 3) >>> 0);
  return view;
}

function absorb(state: Int32Array, message: DataView, block: number): void {
  for (let i = 0; i < 16; i++) schedule[i] = message.getInt32(block + i * 4);
  for (let i = 16; i < 64; i++) {
    const near = schedule[i - 2] as number;
    const far = schedule[i - 15] as number;
    const spreadNear = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
    const spreadFar = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
    schedule[i] =
      spreadNear + (schedule[i - 7] as number) + spreadFar + (schedule[i - 16] as number);
  }
  // Taking the array apart would go through an iterator, which costs more than the rounds.
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
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
  add(state, 0, a);
  add(state, 1, b);
  add(state, 2, c);
  add(state, 3, d);
  add(state, 4, e);
  add(state, 5, f);
  add(state, 6, g);
  add(state, 7, h);
}

function add(state: Int32Array, at: number, word: number): void {
  state[at] = (state[at] as number) + word;
}

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
