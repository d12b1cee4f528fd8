import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import type { Json } from '../../graph/document/json.ts';
import { inSentence, nodeTitle, partTitle } from '../../graph/document/names.ts';
import type { ParamBase, ParamOption } from '../../graph/params/base.ts';
import type { Param } from '../../graph/params/param.ts';
import { isActive, paramValue } from '../../graph/params/values.ts';
import { catalog } from '../../nodes/catalog.ts';

/** A parameter that a sweep may run over. */
export interface Sweepable {
  /** `node.param` */
  readonly id: string;
  readonly node: string;
  readonly param: string;
  readonly spec: Param;
  readonly value: Json;
  /** "Octave Merge: strength" */
  readonly title: string;
}

/** Every parameter that counts now and that no wire drives, in the order of the graph. */
export function sweepables(document: Document): readonly Sweepable[] {
  const { into } = graphIndex(document);
  return document.nodes.flatMap((node) => {
    const definition = findDefinition(catalog, node.type);
    if (!definition || node.state === 'muted') return [];
    const wired = new Set(into.get(node.id)?.map(({ to }) => to.input));
    return (
      Object.entries(definition.params)
        .filter(([key, spec]) => !wired.has(key) && isActive(definition, node.params, spec))
        // What only the file shows is the same picture each time.
        .filter(([, spec]) => spec.sweep.length > 0 && spec.affects !== 'file')
        .map(([key, spec]) => ({
          id: `${node.id}.${key}`,
          node: node.id,
          param: key,
          spec,
          value: paramValue(node.params, key, spec),
          title: `${nodeTitle(node, definition)}: ${inSentence(partTitle(key, spec))}`,
        }))
    );
  });
}

/** What can be picked; the layers of a network come from the network. */
export function optionsOf(
  spec: ParamBase<Json>,
  layers: readonly string[],
): readonly ParamOption[] {
  const ofLayer = (layer: string) => spec.ofLayer?.(layer) ?? layer;
  const known = spec.options ?? [];
  return spec.ofLayer ? layers.map((layer) => ({ value: ofLayer(layer), label: layer })) : known;
}
