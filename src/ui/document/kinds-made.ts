import { findDefinition } from '../../graph/definition/definition.ts';
import type { PortKind } from '../../graph/definition/port.ts';
import { catalog } from '../../nodes/catalog.ts';

/** The kinds a node type makes, at most two: the glyphs beside its title. */
export function kindsMade(type: string): readonly PortKind[] {
  const outputs = Object.values(findDefinition(catalog, type)?.outputs ?? {});
  const kinds = outputs.flatMap(({ kinds, same }) => (same === undefined ? kinds.slice(0, 1) : []));
  return [...new Set(kinds)].slice(0, 2);
}
