import { findDefinition } from '../../graph/definition.ts';
import type { Document, Variant } from '../../graph/document.ts';
import { inSentence, partTitle } from '../../graph/names.ts';
import { changesOf } from '../../graph/variants.ts';
import { catalog } from '../../nodes/catalog.ts';
import { valueInWords } from '../document/value-in-words.ts';

/** What the variant changes, in the order of the graph: "mixed3 · step size 0.02". */
export function changeSummary(document: Document, variant: Variant): string {
  const changes = document.nodes.flatMap(({ id, type }) => {
    const params = findDefinition(catalog, type)?.params ?? {};
    return Object.entries(changesOf(variant, id) ?? {}).map(([key, value]) => {
      const param = params[key];
      const text = valueInWords(param, value);
      // Layers and files speak for themselves.
      const speaks = param?.type === 'layers' || param?.type === 'layer' || param?.type === 'file';
      return speaks ? text : `${inSentence(partTitle(key, param))} ${text}`;
    });
  });
  return changes.length === 0 ? "The graph's values" : changes.join(' · ');
}
