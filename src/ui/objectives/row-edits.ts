import type { WireList } from '../../graph/definition/wire-lists.ts';
import { sameJson } from '../../graph/document/json.ts';
import { withoutRepeats } from '../../graph/params/numbers.ts';
import { paramValue } from '../../graph/params/values.ts';
import { useDocument } from '../document/document-store.ts';
import { cancelParam, perform, setParam } from '../document/edits.ts';
import { entriesOf, usedList, weightsList } from './objective-rows.ts';

export function setWeight(node: string, place: number, weight: number, last: boolean): void {
  setEntry(node, weightsList, place, weight, last);
}

/** Takes back a drag of a weight. */
export function cancelWeight(node: string): void {
  cancelParam(node, weightsList.key);
}

/** Back to 1, or in a variant to the graph's weight. */
export function resetWeight(node: string, place: number): void {
  const { document, variant } = useDocument.getState();
  const before = variant === undefined ? 1 : entriesOf(document, node, weightsList)[place];
  setWeight(node, place, before ?? 1, true);
}

export function setUsed(node: string, place: number, used: boolean): void {
  setEntry(node, usedList, place, used ? 1 : 0, true);
}

export function moveRow(edge: string, index: number): void {
  perform({ type: 'reorder-wire', edge, index });
}

function setEntry(node: string, list: WireList, place: number, entry: number, last: boolean): void {
  const { document, shown } = useDocument.getState();
  const entries = entriesOf(shown, node, list).with(place, entry);
  const graphs = entriesOf(document, node, list);
  const stored = document.nodes.find(({ id }) => id === node);
  // In the graph's own words where it is the same, so that a variant does not count as differing.
  const value =
    stored && sameJson(graphs, entries)
      ? paramValue(stored.params, list.key, list.spec)
      : withoutRepeats(entries);
  setParam(node, list.key, value, last);
}
