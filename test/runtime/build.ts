import { ok } from '../../src/common/result.ts';
import type { Document, DocumentNode, Edge } from '../../src/graph/document/document.ts';
import { emptyDocument } from '../../src/graph/document/document.ts';
import type { Json } from '../../src/graph/document/json.ts';
import { compile } from '../../src/runtime/compile/compile.ts';
import type { CompileOptions, Environment, PlanStep } from '../../src/runtime/compile/plan.ts';
import { catalog } from './catalog.ts';

const versions: Readonly<Record<string, { readonly version: number }>> = catalog;

export function node(
  id: string,
  type: string,
  params: Readonly<Record<string, Json>> = {},
  more: Partial<DocumentNode> = {},
): DocumentNode {
  const version = versions[type]?.version ?? 1;
  return { id, type, version, position: { x: 0, y: 0 }, params, ...more };
}

/** `wire('a.image', 'b.image')` */
export function wire(from: string, to: string): Edge {
  const [source = '', output = ''] = from.split('.');
  const [target = '', input = ''] = to.split('.');
  return {
    id: `${from}>${to}`,
    from: { node: source, output },
    to: { node: target, input },
  };
}

export function graph(
  nodes: readonly DocumentNode[],
  edges: readonly Edge[] = [],
  more: Partial<Document> = {},
): Document {
  return { ...emptyDocument(), nodes, edges, ...more };
}

export const environment: Environment = {
  profile: 'test',
  files: new Map([['bundled mountains', ok('hash-of-mountains')]]),
  seed: () => 42,
};

export function compileTest(document: Document, options: Partial<CompileOptions> = {}) {
  return compile(document, catalog, { environment, ...options });
}

/** Node ids in the order of the plan. */
export function order(document: Document, options: Partial<CompileOptions> = {}) {
  return compileTest(document, options).plan.steps.map((step) => step.node);
}

export function stepOf(steps: readonly PlanStep[], id: string): PlanStep {
  const found = steps.find((step) => step.node === id);
  if (!found) throw new Error(`No step for ${id}.`);
  return found;
}

/** photo -> blur -> show */
export const chain = graph(
  [node('photo', 'photo'), node('blur', 'blur', { amount: 2 }), node('show', 'show')],
  [wire('photo.image', 'blur.image'), wire('blur.image', 'show.image')],
);
