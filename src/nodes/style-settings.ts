import type { Command } from '../graph/commands/command.ts';
import type { Document } from '../graph/document/document.ts';
import { edgesInto, graphIndex, upstreamOf } from '../graph/document/graph-index.ts';
import { type Json, sameJson } from '../graph/document/json.ts';
import { paramValue } from '../graph/params/values.ts';
import { gradientAscent } from './gradient-ascent/definition.ts';

/**
 * Values of Gradient Ascent with which a picture takes on a style: those of the preset DeepStyle.
 * With the usual ones, made for dreams, the palette of the photo is kept and little else changes.
 */
export const styleSettings: Readonly<Record<string, Json>> = {
  iterations: 40,
  iterationsByOctave: [1, 0.75, 0.6, 0.5],
  stepSize: 0.02,
  stepByOctave: [1, 0.75, 0.5, 0.35],
  optimiser: 'adam',
  parametrisation: 'laplacian',
  normalise: 'none',
  smoothing: 'none',
  colour: 0,
  jitter: 8,
  decay: 0.08,
  average: 0.9,
  carry: 'picture',
};

const styles = new Set(['style-blend', 'style-objective']);

/** Whether an ascent follows a style with the values that a new node has. */
export function wantsStyleSettings(document: Document, ascent: string): boolean {
  const index = graphIndex(document);
  const node = index.nodes.get(ascent);
  if (node?.type !== gradientAscent.type) return false;
  const isFresh = Object.entries(gradientAscent.params).every(([key, param]) =>
    sameJson(paramValue(node.params, key, param), param.default),
  );
  if (!isFresh) return false;
  const [objective] = edgesInto(index, { node: ascent, input: 'objective' });
  if (!objective) return false;
  const before = [...upstreamOf(index, objective.from.node)];
  return before.some((id) => styles.has(index.nodes.get(id)?.type ?? ''));
}

export function styleCommands(ascent: string): readonly Command[] {
  return Object.entries(styleSettings).map(([param, value]) => ({
    type: 'set-param',
    node: ascent,
    param,
    value,
  }));
}
