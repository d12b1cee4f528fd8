import { findDefinition } from '../../graph/definition.ts';
import type { Document } from '../../graph/document.ts';
import { inSentence, nodeTitle, partTitle } from '../../graph/names.ts';
import { catalog } from '../../nodes/catalog.ts';
import { isShown, storedValue } from '../document/node-params.ts';
import { valueInWords } from '../document/value-in-words.ts';
import type { CaptionValue } from './pane.ts';

const known = new WeakMap<Document, readonly CaptionValue[]>();

/** Every value of a graph that has a meaning, in words. */
export function documentValues(document: Document): readonly CaptionValue[] {
  const values = known.get(document) ?? document.nodes.flatMap(nodeValues);
  known.set(document, values);
  return values;
}

function nodeValues(node: Document['nodes'][number]): readonly CaptionValue[] {
  const definition = findDefinition(catalog, node.type);
  if (!definition) return [];
  return Object.entries(definition.params)
    .filter(([, param]) => isShown(definition, node.params, param))
    .map(([key, param]) => ({
      key: `${node.id}.${key}`,
      node: nodeTitle(node, definition),
      name: inSentence(partTitle(key, param)),
      text: valueInWords(param, storedValue(node.params, key, param)),
    }));
}
