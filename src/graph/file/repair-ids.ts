import type { Problem } from '../../common/result.ts';
import type { Document } from '../document/document.ts';
import { idMaker } from '../document/ids.ts';

/**
 * Gives a new id to whatever has one that came before, so that an id names one thing. Wires,
 * variants and exposed parameters stay with the first.
 */
export function repairIds(document: Document): {
  readonly document: Document;
  readonly warnings: readonly Problem[];
} {
  const warnings: Problem[] = [];
  const unique = <Key extends string, Item extends Readonly<Record<Key, string>>>(
    items: readonly Item[],
    key: Key,
    noun: string,
    longest = 200,
  ): readonly Item[] => {
    const seen = new Set<string>();
    const make = idMaker(
      items.map((item) => item[key]),
      longest,
    );
    return items.map((item) => {
      const old = item[key];
      if (seen.size !== seen.add(old).size) return item;
      const fresh = make(old);
      const message = `Two ${noun}s are called "${old}". The second is now "${fresh}".`;
      warnings.push({ code: 'double-id', message });
      return { ...item, [key]: fresh };
    });
  };
  const repaired = {
    ...document,
    nodes: unique(document.nodes, 'id', 'node'),
    edges: unique(document.edges, 'id', 'wire'),
    frames: unique(document.frames, 'id', 'frame'),
    notes: unique(document.notes, 'id', 'note'),
    variants: unique(document.variants, 'id', 'variant'),
    ...(document.sweeps && { sweeps: unique(document.sweeps, 'id', 'sweep') }),
    exposed: unique(document.exposed, 'name', 'exposed parameter', 60),
  };
  return { document: warnings.length === 0 ? document : repaired, warnings };
}
