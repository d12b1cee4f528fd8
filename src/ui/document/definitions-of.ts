import type { Category, NodeDefinition } from '../../graph/definition/definition.ts';
import { catalog } from '../../nodes/catalog.ts';

const definitions: readonly NodeDefinition[] = Object.values(catalog);

/** The node types of a category that are offered, in the order of the catalog. */
export function definitionsOf(category: Category): readonly NodeDefinition[] {
  return definitions.filter(
    (definition) => definition.category === category && !definition.deprecated,
  );
}
