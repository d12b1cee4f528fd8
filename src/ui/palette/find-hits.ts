import { findDefinition, type NodeDefinition } from '../../graph/definition/definition.ts';
import type { Document, DocumentNode } from '../../graph/document/document.ts';
import { nodeTitle, partTitle } from '../../graph/document/names.ts';
import { isActive, paramValue, valueInWords } from '../../graph/params/values.ts';
import { catalog } from '../../nodes/catalog.ts';

/** Something on the canvas that a search means. */
export interface Hit {
  readonly id: string;
  readonly title: string;
  /** What was found, where it is not the title: "Iterations 10". */
  readonly why: string;
}

/**
 * The nodes, frames and notes in whose names, types or values all words are found; those found by
 * their names first, then in the document's order. None for no words.
 */
export function findHits(document: Document, query: string): readonly Hit[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const hits = [
    ...document.nodes.map((node) => hitIn(node.id, linesOf(node), words)),
    ...document.frames.map(({ id, title }) => hitIn(id, [title || 'Frame', 'Frame'], words)),
    ...document.notes.map(({ id, text }) => hitIn(id, ['Note', ...text.split('\n')], words)),
  ].filter((hit) => hit !== undefined);
  const byName = (hit: Hit) => (hit.why === '' ? 0 : 1);
  return hits.sort((a, b) => byName(a) - byName(b));
}

/** A line counts with the title before it: "ascent 10" finds the Iterations of Gradient Ascent. */
function hitIn(id: string, lines: readonly string[], words: readonly string[]): Hit | undefined {
  const [title = '', ...others] = lines;
  const found = (line: string) => words.every((word) => line.toLowerCase().includes(word));
  if (found(title)) return { id, title, why: '' };
  const line = others.find((other) => found(other)) ?? others.find((o) => found(`${title} ${o}`));
  return line === undefined ? undefined : { id, title, why: line.trim() };
}

function linesOf(node: DocumentNode): readonly string[] {
  const definition = findDefinition(catalog, node.type);
  return [
    nodeTitle(node, definition),
    definition?.title ?? node.type,
    ...(definition ? valuesOf(node, definition) : []),
  ];
}

function valuesOf(node: DocumentNode, definition: NodeDefinition): readonly string[] {
  return Object.entries(definition.params)
    .filter(([, param]) => isActive(definition, node.params, param))
    .map(([key, param]) => {
      const value = valueInWords(param, paramValue(node.params, key, param));
      return `${partTitle(key, param)} ${value}`;
    });
}
