import type { Problem } from '../../common/result.ts';
import {
  type Catalog,
  findDefinition,
  type NodeDefinition,
} from '../../graph/definition/definition.ts';
import type { Document, DocumentNode } from '../../graph/document/document.ts';
import { type GraphIndex, graphIndex } from '../../graph/document/graph-index.ts';
import { nodeTitle } from '../../graph/document/names.ts';
import type { Environment } from './plan.ts';

/** What every part of one compilation reads, and the problems they add to. */
export interface Scope {
  readonly document: Document;
  readonly catalog: Catalog;
  readonly index: GraphIndex;
  readonly environment: Environment;
  readonly errors: Problem[];
  readonly warnings: Problem[];
}

export function openScope(document: Document, catalog: Catalog, environment: Environment): Scope {
  const index = graphIndex(document);
  return { document, catalog, index, environment, errors: [], warnings: [] };
}

export function definitionOf({ catalog }: Scope, node: DocumentNode): NodeDefinition | undefined {
  return findDefinition(catalog, node.type);
}

/** What sentences call the node with this id. */
export function titleOf(scope: Scope, id: string): string {
  const node = scope.index.nodes.get(id);
  return node ? nodeTitle(node, definitionOf(scope, node)) : id;
}
