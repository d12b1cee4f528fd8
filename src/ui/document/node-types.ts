import {
  type Category,
  findDefinition,
  type NodeDefinition,
} from '../../graph/definition/definition.ts';
import type { PortKind } from '../../graph/definition/port.ts';
import { catalog } from '../../nodes/catalog.ts';

const definitions: readonly NodeDefinition[] = Object.values(catalog);

/** The node types of a category that are offered, in the order of the catalog. */
export function definitionsOf(category: Category): readonly NodeDefinition[] {
  return definitions.filter(
    (definition) => definition.category === category && !definition.deprecated,
  );
}

/** The kinds a node type makes, at most two: the glyphs beside its title. */
export function kindsMade(type: string): readonly PortKind[] {
  const outputs = Object.values(findDefinition(catalog, type)?.outputs ?? {});
  const kinds = outputs.flatMap(({ kinds, same }) => (same === undefined ? kinds.slice(0, 1) : []));
  return [...new Set(kinds)].slice(0, 2);
}
