import type { Document } from './document.ts';

/** Gives ids that are free, from a stem: `noise`, `noise-2`, `noise-3`. */
export type IdMaker = (stem: string) => string;

/** Node, frame and note ids share one space, since the canvas shows them together. */
export function itemIds({ nodes, frames, notes }: Document): IdMaker {
  return idMaker([...nodes, ...frames, ...notes].map(({ id }) => id));
}

/** `e`, `e-2`, `e-3`, … */
export function edgeIds(document: Document): () => string {
  const make = idMaker(document.edges.map(({ id }) => id));
  return () => make('e');
}

/**
 * Ids are never given twice by one maker.
 * @param longest the stem is cut so that no id has more characters.
 */
export function idMaker(taken: Iterable<string>, longest = 200): IdMaker {
  const used = new Set(taken);
  const last = new Map<string, number>();
  return (stem) => {
    // Room for the number and its dash.
    const base = stem.slice(0, longest - 10) || 'item';
    let number = last.get(base) ?? 1;
    let id = number === 1 ? base : `${base}-${number}`;
    while (used.has(id)) id = `${base}-${++number}`;
    last.set(base, number);
    used.add(id);
    return id;
  };
}

/** A name that none of the others has: `Deeper`, `Deeper 2`. Case does not tell names apart. */
export function freeName(name: string, taken: readonly string[]): string {
  const used = new Set(taken.map((other) => other.toLowerCase()));
  let free = name;
  for (let number = 2; used.has(free.toLowerCase()); number++) free = `${name} ${number}`;
  return free;
}
