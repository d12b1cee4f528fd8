import { type Problem, problemText } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
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

/** A graph that comes with the app. Windows differ, so it opens whole, whatever view it was left with. */
export function readPreset(json: unknown): Document | undefined {
  const parsed = parseDocument(json, catalog);
  return parsed.ok ? { ...parsed.value.document, view: { x: 0, y: 0, zoom: 1 } } : undefined;
}

/** Says the first thing that does not work in a graph that was opened; the nodes say the rest. */
export function notifyWarnings(source: string, [first]: readonly Problem[]): void {
  if (first) notify(`${source} was opened with warnings. ${problemText(first)}`);
}
