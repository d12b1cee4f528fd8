import { nearest } from '../../common/nearest.ts';
import type { NodeDefinition } from '../../graph/definition/definition.ts';

export interface Found {
  readonly definition: NodeDefinition;
  readonly score: number;
}

/**
 * The node types that a search means, best first: by the beginning of the title, of a word of it,
 * by initials, by keywords, by letters in the title, by words of the summary. Every word must be found.
 */
export function searchNodes(
  definitions: readonly NodeDefinition[],
  query: string,
): readonly NodeDefinition[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return definitions;
  return definitions
    .map((definition) => ({ definition, score: scoreOf(definition, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ definition }) => definition);
}

/** The title of the node type that is spelt most like the query. */
export function closestTitle(
  definitions: readonly NodeDefinition[],
  query: string,
): string | undefined {
  return nearest(
    query.trim(),
    definitions.map(({ title }) => title),
    1,
  )[0];
}

function scoreOf(definition: NodeDefinition, words: readonly string[]): number {
  const scores = words.map((word) => wordScore(definition, word));
  return scores.every((score) => score > 0) ? Math.min(...scores) : 0;
}

function wordScore({ title, keywords, summary, type }: NodeDefinition, word: string): number {
  const name = title.toLowerCase();
  if (name.startsWith(word)) return 100;
  if (name.split(/\s+/).some((part) => part.startsWith(word))) return 80;
  if (word.length > 1 && initials(name) === word) return 70;
  if (keywords.some((keyword) => keyword.toLowerCase().startsWith(word))) return 60;
  if (name.includes(word) || type.includes(word)) return 50;
  if (keywords.some((keyword) => keyword.toLowerCase().includes(word))) return 40;
  if (summary.toLowerCase().includes(word)) return 20;
  return 0;
}

/** "gradient ascent" can be found as "ga". */
function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((part) => part.charAt(0))
    .join('');
}
