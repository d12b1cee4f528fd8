import { type Problem, problemText } from '../../common/result.ts';
import { type ParsedDocument, parseDocument } from '../../graph/file/parse.ts';
import { catalog } from '../../nodes/catalog.ts';
import { notify } from '../session/session-store.ts';

/**
 * Reads a graph that comes from outside, and says why where it cannot be opened.
 * @param source names where it comes from.
 */
export function readGraph(json: unknown, source: string): ParsedDocument | undefined {
  const parsed = parseDocument(json, catalog);
  if (parsed.ok) return parsed.value;
  notify(`${source} was not opened. ${problemText(parsed.problem)}`, 'alert');
  return undefined;
}

/** Says the first thing that does not work in a graph that was opened; the nodes say the rest. */
export function notifyWarnings(source: string, [first]: readonly Problem[]): void {
  if (first) notify(`${source} was opened with warnings. ${problemText(first)}`);
}
