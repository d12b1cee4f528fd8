import { own } from '../../common/own.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { inSentence, partTitle } from '../../graph/document/names.ts';
import { differences } from '../../graph/document/variants.ts';
import { valueInWords } from '../../graph/params/values.ts';
import { catalog } from '../../nodes/catalog.ts';

/** What the second document changes of the first, in the order of its graph: "mixed3", "step size 0.02". */
export function changesInWords(from: Document, to: Document): readonly string[] {
  const { nodes } = graphIndex(to);
  return differences(from, to).map((difference) => {
    const type = nodes.get(difference.node)?.type ?? '';
    const param = own(findDefinition(catalog, type)?.params, difference.param);
    const text = valueInWords(param, difference.to ?? param?.default ?? null);
    return param?.speaksForItself
      ? text
      : `${inSentence(partTitle(difference.param, param))} ${text}`;
  });
}
