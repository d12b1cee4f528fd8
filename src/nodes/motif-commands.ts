import type { Command } from '../graph/commands/command.ts';
import type { Document, DocumentNode } from '../graph/document/document.ts';
import { graphIndex } from '../graph/document/graph-index.ts';
import type { LayerWeight } from '../graph/params/layers.ts';
import type { NamedMotif } from './motifs.ts';

/** The Gradient Ascents that an objective reaches first. */
export function ascentsOf(document: Document, objective: string): readonly DocumentNode[] {
  const index = graphIndex(document);
  const reached = new Set([objective]);
  const ascents: DocumentNode[] = [];
  for (const id of reached) {
    const node = index.nodes.get(id);
    if (node?.type === 'gradient-ascent') ascents.push(node);
    else for (const { to } of index.outOf.get(id) ?? []) reached.add(to.node);
  }
  return ascents;
}

/** What an entry of a layers parameter says to dream of a motif. */
export function entryOf({ layer, channels }: NamedMotif, weight = 1): LayerWeight {
  return { layer, weight, channels };
}

/** The parameters of a Gradient Ascent that suit a motif. */
export function recipeParams({ recipe: { step, colour, form } }: NamedMotif) {
  return { stepSize: step, colour, form } as const;
}

/** Sets what the recipe says on the ascents of an objective. */
export function recipeCommands(
  document: Document,
  objective: string,
  motif: NamedMotif,
): readonly Command[] {
  return ascentsOf(document, objective).flatMap(({ id }) =>
    Object.entries(recipeParams(motif)).map(
      ([param, value]): Command => ({ type: 'set-param', node: id, param, value }),
    ),
  );
}

/** Ids of the nodes that something reaches, past Reroutes. */
