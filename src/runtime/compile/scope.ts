import { type Catalog, findDefinition, type NodeDefinition } from '../../graph/definition.ts';
import type { Document, DocumentNode, ParamValues } from '../../graph/document.ts';
import { type GraphIndex, graphIndex } from '../../graph/graph-index.ts';
import { nodeTitle } from '../../graph/names.ts';
import type { CompileOptions, Diagnostic, Environment } from './plan.ts';

/** What every part of one compilation reads, and the diagnostics they add to. */
export interface Scope {
  readonly document: Document;
  readonly catalog: Catalog;
  readonly index: GraphIndex;
  readonly environment: Environment;
  /** Node id -> parameter changes of the chosen variant. */
  readonly changes: Readonly<Record<string, ParamValues>>;
  readonly diagnostics: Diagnostic[];
}

export function openScope(
  document: Document,
  catalog: Catalog,
  { environment, variant }: CompileOptions,
): Scope {
  const chosen = document.variants.find(({ id }) => id === variant);
  const diagnostics: Diagnostic[] = [];
  if (variant !== undefined && !chosen) {
    diagnostics.push({
      code: 'unknown-variant',
      severity: 'error',
      message: `The document has no variant ${variant}.`,
      remedy: 'Choose one of the variants it has, or none.',
    });
  }
  const changes = chosen?.params ?? {};
  return { document, catalog, index: graphIndex(document), environment, changes, diagnostics };
}

export function definitionOf({ catalog }: Scope, node: DocumentNode): NodeDefinition | undefined {
  return findDefinition(catalog, node.type);
}

/** What sentences call the node with this id. */
export function titleOf(scope: Scope, id: string): string {
  const node = scope.index.nodes.get(id);
  return node ? nodeTitle(node, definitionOf(scope, node)) : id;
}

export type Complaint = Omit<Diagnostic, 'severity' | 'node'>;

export function addError(scope: Scope, node: string, complaint: Complaint): void {
  scope.diagnostics.push({ ...complaint, node, severity: 'error' });
}

export function addWarning(scope: Scope, node: string, complaint: Complaint): void {
  scope.diagnostics.push({ ...complaint, node, severity: 'warning' });
}
