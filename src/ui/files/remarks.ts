import type { Warning } from '../../graph/inspect.ts';
import { notify } from '../session/session-store.ts';

/**
 * Tells the first thing that does not work in a graph that was opened; the nodes tell the rest.
 * @param source names where the graph comes from.
 */
export function tellRemarks(source: string, [first]: readonly Warning[]): void {
  if (first) notify(`${source} was opened with warnings. ${first.message}`);
}
