import type { Buffer } from './view.ts';

const alignment = 64;

/** Where each buffer lies in the arena, and how large that is. */
export interface Arena {
  readonly offsets: ReadonlyMap<Buffer, number>;
  readonly bytes: number;
}

interface Placed {
  readonly first: number;
  readonly last: number;
  readonly begin: number;
  readonly end: number;
}

/**
 * Lets buffers that are never alive at once share memory. A buffer lives from the first to the last
 * moment that touches it. The largest are placed first, each at the lowest offset where nothing
 * else lies during its life (Pisarchyk and Lee 2020, "Efficient memory management for deep neural
 * net inference", greedy by size).
 */
export function planArena(moments: readonly (readonly Buffer[])[]): Arena {
  const lives = new Map<Buffer, { first: number; last: number }>();
  moments.forEach((buffers, moment) => {
    for (const buffer of buffers) {
      const life = lives.get(buffer);
      if (life) life.last = moment;
      else lives.set(buffer, { first: moment, last: moment });
    }
  });
  const placed: Placed[] = [];
  const offsets = new Map<Buffer, number>();
  for (const [buffer, life] of [...lives].toSorted(([a], [b]) => b.bytes - a.bytes)) {
    const bytes = Math.ceil(buffer.bytes / alignment) * alignment;
    const begin = lowestGap(placed, life, bytes);
    offsets.set(buffer, begin);
    placed.push({ ...life, begin, end: begin + bytes });
    placed.sort((a, b) => a.begin - b.begin);
  }
  return { offsets, bytes: Math.max(0, ...placed.map(({ end }) => end)) };
}

/** @param placed by ascending begin. */
function lowestGap(
  placed: readonly Placed[],
  { first, last }: { readonly first: number; readonly last: number },
  bytes: number,
): number {
  let begin = 0;
  for (const other of placed) {
    if (other.last < first || other.first > last) continue;
    if (other.begin - begin >= bytes) break;
    begin = Math.max(begin, other.end);
  }
  return begin;
}
