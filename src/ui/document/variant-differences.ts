import { own } from '../../common/own.ts';
import type { Document, ParamValues } from '../../graph/document/document.ts';
import { type Json, sameJson } from '../../graph/document/json.ts';
import { inSentence, nodeTitle, partTitle } from '../../graph/document/names.ts';
import { changesOf } from '../../graph/document/variants.ts';
import type { Param } from '../../graph/params/param.ts';
import { paramValue, valueInWords } from '../../graph/params/values.ts';
import { shownNumber } from '../kit/number-scale.ts';
import { type DocumentState, useDocument } from './document-store.ts';
import { definitionOf } from './node-hooks.ts';

/** One value in which the shown variant differs from the graph, in words. */
export interface ShownDifference {
  readonly node: string;
  readonly param: string;
  /** "Octave Split" */
  readonly title: string;
  /** "octaves" */
  readonly name: string;
  readonly was: string;
  readonly now: string;
}

const none: readonly ShownDifference[] = [];
const known = new WeakMap<Document, readonly ShownDifference[]>();

/** What the shown variant changes, in the graph's order; nothing while the graph itself is shown. */
export function shownDifferences({
  document,
  variant: id,
  shown,
}: Pick<DocumentState, 'document' | 'variant' | 'shown'>): readonly ShownDifference[] {
  const variant = document.variants.find((each) => each.id === id);
  if (!variant) return none;
  // `shown` is made anew whenever the graph or the variant changes.
  const found =
    known.get(shown) ??
    document.nodes.flatMap((node) => {
      const changes = changesOf(variant, node.id);
      return changes ? nodeDifferences(node, changes) : none;
    });
  known.set(shown, found);
  return found;
}

function nodeDifferences(
  node: Document['nodes'][number],
  changes: ParamValues,
): readonly ShownDifference[] {
  const definition = definitionOf(node);
  return Object.entries(changes).flatMap(([param, now]) => {
    const spec = own(definition?.params, param);
    const was = spec ? paramValue(node.params, param, spec) : (node.params[param] ?? null);
    if (sameJson(was, now)) return [];
    return {
      node: node.id,
      param,
      title: nodeTitle(node, definition),
      name: inSentence(partTitle(param, spec)),
      was: asShown(spec, was),
      now: asShown(spec, now),
    };
  });
}

/** As the field of the parameter says it: a number with its decimals. */
function asShown(param: Param | undefined, value: Json): string {
  return param?.type === 'number' && typeof value === 'number'
    ? shownNumber(value, param)
    : valueInWords(param, value);
}

export function useShownDifferences(): readonly ShownDifference[] {
  return useDocument(shownDifferences);
}

/** In how many values of a node the shown variant differs. */
export function useDifferenceCount(node: string): number {
  return useDocument(
    (state) => shownDifferences(state).filter((each) => each.node === node).length,
  );
}

/** The graph's value of a parameter in words, where the shown variant has another. */
export function useGraphValue(node: string, param: string): string | undefined {
  return useDocument(
    (state) =>
      shownDifferences(state).find((each) => each.node === node && each.param === param)?.was,
  );
}

/** The variant that is shown, with its number; undefined: the graph itself. */
export function useShownVariant() {
  const id = useDocument(({ variant }) => variant);
  const variants = useDocument(({ document }) => document.variants);
  const place = variants.findIndex((each) => each.id === id);
  const variant = variants[place];
  return variant && { variant, place, number: place + 1 };
}
