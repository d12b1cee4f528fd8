import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { Document, DocumentNode } from '../../graph/document/document.ts';
import { graphIndex, upstreamOf } from '../../graph/document/graph-index.ts';
import { isActive } from '../../graph/params/values.ts';
import { definitionOf } from '../document/node-hooks.ts';

/** A value that changes the picture, and where it is set. */
export interface ValueToTry {
  readonly node: DocumentNode;
  readonly definition: NodeDefinition;
  readonly name: string;
}

export interface ValuesToTry {
  /** Of what is dreamed already: no new dream is needed. */
  readonly late: readonly ValueToTry[];
  readonly dream: readonly ValueToTry[];
}

/** What people change first about a dream: what it is of, how much of it, and on which picture. */
const categories: readonly string[] = ['objective', 'ascent', 'visualisation', 'pyramid', 'source'];
const ofEachNode = 2;
/** In a graph of hundreds of nodes the outline is the better way. */
const most = 12;

/**
 * The values that change the picture most, for a person who has no node selected: the first main ones
 * of the nodes that lead to a picture. What a wire sets, or a bypassed node has, changes nothing.
 */
export function valuesToTry(document: Document): ValuesToTry {
  const index = graphIndex(document);
  const driven = new Set(document.edges.map(({ to }) => `${to.node} ${to.input}`));
  const used = new Set(
    document.nodes
      .filter((node) => definitionOf(node)?.category === 'output')
      .flatMap(({ id }) => [...upstreamOf(index, id)]),
  );
  const all = document.nodes
    .filter(({ id, state }) => used.has(id) && !state)
    .flatMap((node) => mainValues(node, driven));
  const late = all.filter(isLate).slice(0, most);
  const dream = categories.flatMap((category) => {
    const among = all.filter((each) => each.definition.category === category && !isLate(each));
    return among.filter((each) => placeInNode(among, each) < ofEachNode);
  });
  return { late, dream: dream.slice(0, most) };
}

function mainValues(node: DocumentNode, driven: ReadonlySet<string>): readonly ValueToTry[] {
  const definition = definitionOf(node);
  if (!definition) return [];
  return Object.entries(definition.params)
    .filter(([, param]) => param.main && isActive(definition, node.params, param))
    .filter(([name]) => !driven.has(`${node.id} ${name}`))
    .map(([name]) => ({ node, definition, name }));
}

function isLate({ definition, name }: ValueToTry): boolean {
  return definition.params[name]?.late === true;
}

function placeInNode(values: readonly ValueToTry[], value: ValueToTry): number {
  return values.filter(({ node }) => node.id === value.node.id).indexOf(value);
}
