import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document, DocumentNode, ParamValues } from '../../graph/document/document.ts';
import { edgesInto, graphIndex } from '../../graph/document/graph-index.ts';
import { isActive, paramValue } from '../../graph/params/values.ts';
import { catalog } from '../../nodes/catalog.ts';

/** The long side of a proof, in pixels. */
export const proofSize = 512;

/**
 * The same graph at a small size, to see soon what it makes: whatever sets a size is scaled by what
 * brings the largest to {@link proofSize}. Undefined when it is no larger already.
 */
export function proofOf(document: Document): Document | undefined {
  const sizes = document.nodes.map((node) => sizesOf(document, node));
  const largest = Math.max(0, ...sizes.flatMap((each) => Object.values(each)));
  const scale = Math.min(1, proofSize / largest);
  const changes = document.nodes.map((node, index): ParamValues => {
    if (node.params.fit === 'original') return { fit: 'limit', size: proofSize };
    const scaled = Object.entries(sizes[index] ?? {}).map(([key, pixels]) => [
      key,
      Math.max(16, Math.round(pixels * scale)),
    ]);
    return scale < 1 ? Object.fromEntries(scaled) : {};
  });
  if (changes.every((each) => Object.keys(each).length === 0)) return undefined;
  const nodes = document.nodes.map((node, index) => ({
    ...node,
    params: { ...node.params, ...changes[index] },
  }));
  return { ...document, nodes };
}

/** The pixels that a node asks for by values of its own; what a wire brings or a factor makes is none. */
function sizesOf(document: Document, node: DocumentNode): Readonly<Record<string, number>> {
  const definition = findDefinition(catalog, node.type);
  if (!definition?.megapixels) return {};
  const { params } = definition;
  const index = graphIndex(document);
  const keys = ['size', 'width', 'height'].filter((key) => {
    const spec = params[key];
    const own =
      spec?.type === 'number' && spec.unit === 'px' && isActive(definition, node.params, spec);
    return own && edgesInto(index, { node: node.id, input: key }).length === 0;
  });
  return Object.fromEntries(
    keys.map((key) => [key, Number(paramValue(node.params, key, params[key] ?? { default: 0 }))]),
  );
}
