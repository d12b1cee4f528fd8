import type { NodeDefinition } from '../../graph/definition/definition.ts';

/** Room for the longest of the everyday values, in pixels at zoom 1. */
const byType: Readonly<Record<string, number>> = {
  'gradient-ascent': 208,
  'octave-split': 160,
  'octave-merge': 176,
};

/** How wide a node is, in pixels at zoom 1: from its contents, a multiple of 4, and never changing. */
export function nodeWidth(definition: NodeDefinition | undefined): number {
  if (!definition) return 180;
  const own = Object.hasOwn(byType, definition.type) && byType[definition.type];
  if (own) return own;
  const params = Object.values(definition.params).filter((param) => !param.advanced);
  return definition.preview || params.length > 0 ? 188 : 160;
}
