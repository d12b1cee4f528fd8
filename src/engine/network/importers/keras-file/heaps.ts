import type { NetworkFile } from '../../sources.ts';

/*
 * In a damaged file the HDF5 library can go round and round in two structures, both lists whose members
 * say where the next one is. So these are followed here before it gets to see them.
 */

const headerLength = 32;
/** Far above any in use. */
const mostMembers = 100_000;

/** Whether what is read here begins a heap in which there is no way out. */
export function isEndless(source: NetworkFile, begin: number, bytes: Uint8Array): boolean {
  for (let at = 0; at + 4 <= bytes.length; at += 1) {
    if (bytes[at + 1] !== 0x45 && bytes[at + 1] !== 0x43) continue;
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    if (name === 'GCOL' && globalHeapIsEndless(source, begin + at)) return true;
    if (name === 'HEAP' && localHeapIsEndless(source, begin + at)) return true;
  }
  return false;
}

/** A collection of texts and lists: each has its length before it; the free rest has number 0. */
function globalHeapIsEndless(source: NetworkFile, begin: number): boolean {
  const end = Math.min(begin + wholeAt(source, begin + 8), source.size);
  let at = begin + 16;
  for (let members = 0; at + 16 <= end; members++) {
    const head = viewOf(source, at, 16);
    const size = numberIn(head, 8);
    const length = head.getUint16(0, true) === 0 ? size : 16 + Math.ceil(size / 8) * 8;
    // Beyond the end the library counts on, with 32 bits, and may come back.
    if (length === 0 || at + length > end || members > mostMembers) return true;
    at += length;
  }
  return false;
}

/** Names of members of groups: the free places are a list, each saying where the next is, the last 1. */
function localHeapIsEndless(source: NetworkFile, begin: number): boolean {
  if (begin + headerLength > source.size) return false;
  const [size, first, data] = [8, 16, 24].map((place) => wholeAt(source, begin + place)) as [
    number,
    number,
    number,
  ];
  let free = first;
  for (let members = 0; free !== 1 && free + 16 <= size; members++) {
    if (members > size / 16 || data + free + 16 > source.size) return members > size / 16;
    free = wholeAt(source, data + free);
  }
  return false;
}

function wholeAt(source: NetworkFile, begin: number): number {
  return begin + 8 > source.size ? 0 : numberIn(viewOf(source, begin, 8), 0);
}

function viewOf(source: NetworkFile, begin: number, length: number): DataView {
  const bytes = source.read(begin, begin + length);
  return new DataView(bytes.buffer, bytes.byteOffset, length);
}

function numberIn(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}
