/** How many whole numbers `mixed` takes and gives. */
export const mixable = 2 ** 32;

/**
 * A whole number from 0 to 2^32 - 1 that looks random, of another: never the same of two different
 * ones (the finaliser of MurmurHash3, Austin Appleby, public domain).
 * @param number whole; counted modulo 2^32.
 */
export function mixed(number: number): number {
  let hash = (number % mixable) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
