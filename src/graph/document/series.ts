import type { Document, Variant } from './document.ts';
import { freeName, idMaker } from './ids.ts';
import type { Json } from './json.ts';
import { sameJson } from './json.ts';
import { differences, withVariant } from './variants.ts';

/** A graph as it made a picture, and what the picture is called. */
export interface Member {
  readonly name: string;
  readonly document: Document;
}

/**
 * One graph for several pictures: the first one's, with a variant for each that has the same nodes and
 * wires and other values. Those that are built otherwise have no place in it.
 */
export function seriesOf(first: Member, others: readonly Member[]): Document {
  const base = first.document;
  const variants: Variant[] = [...base.variants];
  const makeId = idMaker(variants.map(({ id }) => id));
  for (const { name, document } of [first, ...others]) {
    if (!sameShape(base, document)) continue;
    const params = changesBetween(base, document);
    const known = variants.some((variant) =>
      sameJson(changesBetween(base, withVariant(base, variant)), params),
    );
    if (known) continue;
    const names = variants.map((variant) => variant.name);
    variants.push({ id: makeId('variant'), name: freeName(name, names), params });
  }
  return { ...base, variants };
}

function sameShape(a: Document, b: Document): boolean {
  return sameJson(shapeOf(a), shapeOf(b));
}

/** Nodes and wires without their order. */
function shapeOf({ nodes, edges }: Document): Json {
  const ids = nodes.map(({ id, type, state = '' }) => `${id} ${type} ${state}`);
  const wires = edges.map(({ from, to }) => [from.node, from.output, to.node, to.input].join(' '));
  return [ids.sort(), wires.sort()];
}

function changesBetween(from: Document, to: Document): Record<string, Record<string, Json>> {
  const changes: Record<string, Record<string, Json>> = {};
  for (const { node, param, to: value } of differences(from, to)) {
    if (value !== undefined) changes[node] = { ...changes[node], [param]: value };
  }
  return changes;
}
