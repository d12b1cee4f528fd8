import type { Problem } from '../../common/result.ts';
import {
  type Catalog,
  findDefinition,
  type NodeDefinition,
  type Time,
} from '../../graph/definition/definition.ts';
import type { Document, DocumentNode } from '../../graph/document/document.ts';
import { type GraphIndex, graphIndex } from '../../graph/document/graph-index.ts';
import { nodeTitle } from '../../graph/document/names.ts';
import { atFrame } from '../../graph/sequence/at-frame.ts';
import type { CompileOptions, Environment } from './plan.ts';

/** What every part of one compilation reads, and the problems they add to. */
export interface Scope {
  readonly document: Document;
  readonly catalog: Catalog;
  readonly index: GraphIndex;
  readonly environment: Environment;
  readonly time: Time;
  readonly before: CompileOptions['before'];
  readonly errors: Problem[];
  readonly warnings: Problem[];
}

export function openScope(
  film: Document,
  catalog: Catalog,
  { environment, frame = 0, before }: CompileOptions,
): Scope {
  const document = atFrame(film, catalog, frame);
  const { frames, fps } = document.sequence ?? still;
  const time = { frame, frames, fps };
  const index = graphIndex(document);
  return { document, catalog, index, environment, time, before, errors: [], warnings: [] };
}

/** A frame rate changes nothing of one frame. */
const still = { frames: 1, fps: 24 };

export function definitionOf({ catalog }: Scope, node: DocumentNode): NodeDefinition | undefined {
  return findDefinition(catalog, node.type);
}

/** What sentences call the node with this id. */
export function titleOf(scope: Scope, id: string): string {
  const node = scope.index.nodes.get(id);
  return node ? nodeTitle(node, definitionOf(scope, node)) : id;
}
