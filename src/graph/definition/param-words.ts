import { own } from '../../common/own.ts';
import type { Document } from '../document/document.ts';
import { graphIndex } from '../document/graph-index.ts';
import type { Json } from '../document/json.ts';
import { nodeTitle, partTitle } from '../document/names.ts';
import { valueInWords } from '../params/values.ts';
import { type Catalog, findDefinition } from './definition.ts';

/** A parameter and a value of it, for people. */
export interface ParamWords {
  /** "Octave Merge" */
  readonly node: string;
  /** "Strength" */
  readonly param: string;
  /** "0.75"; long ones are cut. */
  readonly value: string;
}

const longest = 80;

/** How a node, its parameter and a value are called; what is not known goes by its id and key. */
export function paramWords(
  document: Document,
  catalog: Catalog,
  {
    node: id,
    param,
    value,
  }: { readonly node: string; readonly param: string; readonly value: Json | undefined },
): ParamWords {
  const node = graphIndex(document).nodes.get(id);
  const definition = node && findDefinition(catalog, node.type);
  const params = definition?.params ?? {};
  const spec = own(params, param);
  const text = valueInWords(spec, value ?? null);
  return {
    node: node ? nodeTitle(node, definition) : id,
    param: partTitle(param, spec),
    value: text.length > longest ? `${text.slice(0, longest - 1)}…` : text,
  };
}
